/** What search engines may look at, and where the list of it is. */
import type { APIRoute } from 'astro'
import { address } from '../feeds/address.ts'
import { closed } from '../feeds/sitemap.ts'

export const GET: APIRoute = () =>
  new Response(
    ['User-agent: *', ...closed.map((way) => `Disallow: ${way}`), '', `Sitemap: ${address('/sitemap.xml')}`, ''].join(
      '\n',
    ),
  )
