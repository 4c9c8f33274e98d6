/** Writes a build's moment into src/page/built.ts. */
import type { Plugin } from 'vite'

/** As a `define` the moment would be a new configuration each time, for which Vite prepares every dependency anew: 2.5 s of a build. */
export function builtOn(moment: number): Plugin {
  return {
    name: 'built-on',
    enforce: 'pre',
    transform: (_, id) =>
      id.endsWith('/src/page/built.ts') ? { code: `export const builtAt = ${moment}`, map: null } : undefined,
  }
}
