/** What is new in a section, for feed readers. */
import type { APIRoute } from 'astro'
import { builtAt } from '../../built.ts'
import { atom } from '../../feeds/atom.ts'
import { feedOf } from '../../feeds/entries.ts'
import { type Section, sections } from '../../sections.ts'

export const getStaticPaths = () => Object.keys(sections).map((section) => ({ params: { section } }))

export const GET: APIRoute = async ({ params }) =>
  new Response(atom(await feedOf(params['section'] as Section, 'xml'), builtAt))
