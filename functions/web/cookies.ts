/** Hono's cookies for whoever has a request in the hand, and the names of the public's two; the desk's stand in functions/staff/door.ts. */
import type { Context } from 'hono'
import * as hono from 'hono/cookie'
import type { RequestContext } from '#platform/context.ts'

/** By which going back and sending again is noticed; it says nothing and ends with the browser. */
export const VISIT = '__Host-visit'
/** Of a phone that may report temperatures, see functions/protection/observation/leave.ts. */
export const DAILY = '__Host-daily'

/** The cookie as the browser sent it. */
export function getCookie(c: RequestContext, name: string): string | undefined {
  return hono.getCookie(whole(c), name)
}

export function setCookie(c: RequestContext, name: string, value: string, options: Options): void {
  hono.setCookie(whole(c), name, value, options)
}

export function deleteCookie(c: RequestContext, name: string, options: Options): void {
  hono.deleteCookie(whole(c), name, options)
}

type Options = Parameters<typeof hono.setCookie>[3]

// Hono's helpers ask for the whole context, and use no more of it than the headers.
function whole(c: RequestContext): Context {
  return c as unknown as Context
}
