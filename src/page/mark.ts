/** The house mark: a roof in white on green; its SVG stands in every page, its pictures in `public/icons`. */

export const green = '#0b4f36'
export const ground = '#fffdf8'

/** The mark as SVG. `radius` rounds its corners; `scale` makes the roof smaller, where a phone cuts a shape of its own. */
export function mark(radius = 6, scale = 1): string {
  const small = scale === 1 ? '' : ` transform="translate(16 16) scale(${scale}) translate(-16 -16)"`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="${radius}" fill="${green}"/><path${small} d="M6 17 16 8l10 9M10 15v9h12v-9" fill="none" stroke="#fff" stroke-width="3" stroke-linejoin="round" stroke-linecap="round"/></svg>`
}
