/// <reference types="astro/client" />

declare namespace App {
  interface Locals {
    view?: import('../functions/view.ts').View
  }
}

interface ImportMetaEnv {
  /** When this build was made, UTC milliseconds; set in astro.config.mjs, for the Worker's own clock stands still at start. */
  readonly BUILT_AT: number
  /** True in a build of files alone, without the Worker (functions/cli/static.ts). */
  readonly STATIC_ONLY: boolean
}
