/** One of several lists of pages; there are none while one file holds them all. */
import type { APIRoute } from 'astro'
import { places } from '../feeds/places.ts'
import { type Place, parts, urlset } from '../feeds/sitemap.ts'

export const getStaticPaths = async () => {
  const all = parts(await places())
  return all.length <= 1 ? [] : all.map((part, index) => ({ params: { part: String(index + 1) }, props: { part } }))
}

export const GET: APIRoute<{ part: Place[] }> = ({ props }) => new Response(urlset(props.part))
