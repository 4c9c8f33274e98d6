/// <reference types="astro/client" />

declare namespace App {
  interface Locals {
    view?: import('#view.ts').View
  }
}

interface ImportMetaEnv {
  /** True in a build of files alone, without the Worker (functions/cli/static.ts). */
  readonly STATIC_ONLY: boolean
}
