/** The pages of the site for search engines, or where the lists of them are. */
import type { APIRoute } from 'astro'
import { places } from '../feeds/places.ts'
import { parts, sitemap } from '../feeds/sitemap.ts'

export const GET: APIRoute = async () => new Response(sitemap(parts(await places())))
