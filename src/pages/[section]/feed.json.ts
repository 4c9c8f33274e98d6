/** What is new in a section, for programs. */
import type { APIRoute } from 'astro'
import { type Section, sections } from '#src/content/sections.ts'
import { feedOf } from '#src/feeds/entries.ts'
import { jsonFeed } from '#src/feeds/json-feed.ts'

export const getStaticPaths = () => Object.keys(sections).map((section) => ({ params: { section } }))

export const GET: APIRoute = async ({ params }) =>
  new Response(jsonFeed(await feedOf(params['section'] as Section, 'json')))
