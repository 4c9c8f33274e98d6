/** What is new in a section, for feed readers. */
import type { APIRoute } from 'astro'
import { type Section, sections } from '#src/content/sections.ts'
import { atom } from '#src/feeds/atom.ts'
import { feedOf } from '#src/feeds/entries.ts'
import { builtAt } from '#src/page/built.ts'

export const getStaticPaths = () => Object.keys(sections).map((section) => ({ params: { section } }))

export const GET: APIRoute = async ({ params }) =>
  new Response(atom(await feedOf(params['section'] as Section, 'xml'), builtAt))
