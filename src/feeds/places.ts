/** Every page that a search engine may know, with the day of its last change. */
import { forms } from '#books/index.ts'
import { township } from '#forms/township.ts'
import { dayAt } from '#platform/clock.ts'
import { articlesIn } from '../content/articles.ts'
import { notices } from '../content/notices.ts'
import { hrefOf, shelves } from '../content/shelves.ts'
import { builtAt } from '../page/built.ts'
import { closed, type Place } from './sitemap.ts'

// Pages that stand by themselves are found by their files, so that a new one is not forgotten.
const written = import.meta.glob('../pages/**/*.astro', { query: '?raw', import: 'default', eager: true }) as Record<
  string,
  string
>

/** The pages of this build; a notice comes with the first build after its publication. */
export async function places(): Promise<Place[]> {
  return [
    ...standing(),
    // Printed by the Worker, so there is no file of it.
    ...(import.meta.env.STATIC_ONLY ? [] : [{ path: '/transparency/' }]),
    ...Object.keys(forms).map((form) => ({ path: `/forms/${form}/` })),
    ...Object.keys(township.villages).map((village) => ({ path: `/villages/${village}/` })),
    ...(await notices())
      .filter(({ times }) => times.published <= builtAt)
      .map(({ href, times }) => ({ path: href, changed: dayAt(times.published) })),
    ...(await articlesIn()).map(({ href, on }) => ({ path: href, changed: on.toISOString().slice(0, 10) })),
    ...(await shelves())
      .filter(({ lines }) => lines.some(({ times }) => !times || times.published <= builtAt))
      .map((shelf) => ({ path: hrefOf(shelf) })),
  ]
}

// Neither what takes its address from content, nor what the Worker prints, nor what is nobody else's business.
function standing(): Place[] {
  return Object.entries(written)
    .filter(([file, text]) => !/\[|\/404\.astro$/.test(file) && !/prerender = false|\spersonal\b|noindex/.test(text))
    .map(
      ([file]) =>
        `/${file
          .replace('../pages/', '')
          .replace(/(^|\/)index\.astro$/, '$1')
          .replace(/\.astro$/, '/')}`,
    )
    .filter((path) => !closed.some((way) => path.startsWith(way)))
    .map((path) => ({ path }))
}
