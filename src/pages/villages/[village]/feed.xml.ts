/** What is new for a village, for feed readers. */
import type { APIRoute } from 'astro'
import { township } from '../../../../functions/forms/township.ts'
import { builtAt } from '../../../built.ts'
import { atom } from '../../../feeds/atom.ts'
import { feedOfVillage } from '../../../feeds/entries.ts'

export const getStaticPaths = () => Object.keys(township.villages).map((village) => ({ params: { village } }))

export const GET: APIRoute = async ({ params }) =>
  new Response(atom(await feedOfVillage(params['village'] ?? '', 'xml'), builtAt))
