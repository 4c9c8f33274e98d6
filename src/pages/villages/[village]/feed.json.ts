/** What is new for a village, for programs. */
import type { APIRoute } from 'astro'
import { township } from '#forms/township.ts'
import { feedOfVillage } from '#src/feeds/entries.ts'
import { jsonFeed } from '#src/feeds/json-feed.ts'

export const getStaticPaths = () => Object.keys(township.villages).map((village) => ({ params: { village } }))

export const GET: APIRoute = async ({ params }) =>
  new Response(jsonFeed(await feedOfVillage(params['village'] ?? '', 'json')))
