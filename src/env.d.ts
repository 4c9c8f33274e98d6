/// <reference types="astro/client" />

declare namespace App {
  interface Locals {
    view?: import('../functions/view.ts').View
  }
}
