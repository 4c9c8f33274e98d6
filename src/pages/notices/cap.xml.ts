/** Where the messages of the Common Alerting Protocol are, for systems that pass warnings on. */
import type { APIRoute } from 'astro'
import { atom } from '#src/feeds/atom.ts'
import { currentMessages } from '#src/feeds/current.ts'
import { builtAt } from '#src/page/built.ts'

export const GET: APIRoute = async () => new Response(atom(await currentMessages(), builtAt, 'application/cap+xml'))
