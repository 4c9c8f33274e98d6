/** What is new in a section, for programs. */
import type { APIRoute } from 'astro'
import { feedOf } from '../../feeds/entries.ts'
import { jsonFeed } from '../../feeds/json-feed.ts'
import { type Section, sections } from '../../sections.ts'

export const getStaticPaths = () => Object.keys(sections).map((section) => ({ params: { section } }))

export const GET: APIRoute = async ({ params }) =>
  new Response(jsonFeed(await feedOf(params['section'] as Section, 'json')))
