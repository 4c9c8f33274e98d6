/** What is new for a village, for feed readers. */
import type { APIRoute } from 'astro'
import { township } from '#forms/township.ts'
import { atom } from '#src/feeds/atom.ts'
import { feedOfVillage } from '#src/feeds/entries.ts'
import { builtAt } from '#src/page/built.ts'

export const getStaticPaths = () => Object.keys(township.villages).map((village) => ({ params: { village } }))

export const GET: APIRoute = async ({ params }) =>
  new Response(atom(await feedOfVillage(params['village'] ?? '', 'xml'), builtAt))
