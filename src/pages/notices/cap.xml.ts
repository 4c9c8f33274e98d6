/** Where the messages of the Common Alerting Protocol are, for systems that pass warnings on. */
import type { APIRoute } from 'astro'
import { builtAt } from '../../built.ts'
import { atom } from '../../feeds/atom.ts'
import { currentMessages } from '../../feeds/current.ts'

export const GET: APIRoute = async () => new Response(atom(await currentMessages(), builtAt, 'application/cap+xml'))
