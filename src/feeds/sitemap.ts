/** Sitemaps (sitemaps.org, protocol 0.9): one file up to 50,000 addresses, beyond that an index of several. */
import { address } from './address.ts'
import { document, xml } from './xml.ts'

export interface Place {
  path: string
  /** A day, `2026-11-16`. */
  changed?: string
}

/** Where no search engine has business, by how a path begins. */
export const closed = ['/my/', '/api/', '/staff/']

const MOST = 50_000
const xmlns = 'http://www.sitemaps.org/schemas/sitemap/0.9'

/** The addresses as files hold them. */
export function parts(places: Place[], most = MOST): Place[][] {
  return Array.from({ length: Math.ceil(places.length / most) }, (_, part) =>
    places.slice(part * most, (part + 1) * most),
  )
}

/** What `/sitemap.xml` says of these parts: the addresses, or where the parts are. */
export function sitemap(all: Place[][]): string {
  if (all.length <= 1) return urlset(all[0] ?? [])
  const files = all.map((_, part) => xml('sitemap', [xml('loc', address(`/sitemap-${part + 1}.xml`))]))
  return document(xml('sitemapindex', files, { xmlns }))
}

/** One file of addresses. */
export function urlset(places: Place[]): string {
  const urls = places.map(({ path, changed }) => xml('url', [xml('loc', address(path)), xml('lastmod', changed)]))
  return document(xml('urlset', urls, { xmlns }))
}
