/** Builds once before tests that start servers side by side. */
import { build } from '#cli/build.ts'

export default function setup(): void {
  build()
}
