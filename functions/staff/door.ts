/** The desk's door: who is let in is read anew on every request, and whoever is not sees the same page. */
import type { MiddlewareHandler } from 'hono'
import type { App, RequestContext, With } from '#platform/context.ts'
import { type Staff, villagesOf } from '#platform/principal.ts'
import { may, type Permission } from '#platform/roles.ts'
import { getCookie } from '#web/cookies.ts'
import { errorPage } from '#web/error-page.ts'
import { isOpen } from './devices/store.ts'
import { limits } from './limits.ts'
import { type Resume, resumeFrom } from './resume.ts'
import { type Holder, holderOf } from './session/store.ts'

/** Names of the two cookies: this device, and the session that its PIN began. */
export const DEVICE = '__Host-device'
export const SESSION = '__Host-staff'

/** How both are set: for this host only, never to a script, never on the way from another site. */
export const cookie = { path: '/', secure: true, httpOnly: true, sameSite: 'Strict' } as const

/** Behind the desk's door: who is signed in, and on which device. */
export interface StaffVars {
  staff: Staff
  device: string
}

/** A door that says whom it asks for, so that what stands behind none is seen. */
type Guard = MiddlewareHandler<With<StaffVars>> & { asks: Permission | 'session' }

/** Lets in who holds a session and, where one is asked for, the permission; leaves `c.var.staff` and `c.var.device`. */
export function staffOnly(permission?: Permission): Guard {
  const guard: MiddlewareHandler<With<StaffVars>> = async (c, next) => {
    const token = tokenIn(c, SESSION)
    const holder = token && (await holderOf(c.env.DB, await c.var.vault.index('session', token), c.var.now))
    if (!holder) return shut(c, false, await resumeFrom(c, tokenIn(c, DEVICE)))
    if (permission && !may(holder.role, permission)) return shut(c)
    c.set('staff', await staffOf(c, holder))
    c.set('device', holder.device)
    return next()
  }
  return Object.assign(guard, { asks: permission ?? ('session' as const) })
}

/** Refuses what does not say that it comes from our own page: at the desk, a form lends the right of who is signed in. */
export const fromOurPage: MiddlewareHandler<App> = async (c, next) => {
  const said = c.req.header('origin') ?? c.req.header('sec-fetch-site')
  return c.req.method === 'GET' || c.req.method === 'HEAD' || said ? next() : errorPage(c, 'foreign', 403)
}

/** The one page for everybody who is not let in, with what they were about to do; 503 until somebody has enrolled. */
export async function shut(c: RequestContext, tried = false, resume?: Resume): Promise<Response> {
  const status = (await isOpen(c.env.DB)) ? 403 : 503
  return c.render({ page: 'staff-door', status, tried, limits, ...(resume && { resume }) })
}

/** A token of ours as the browser sent it; what has not its shape need not be looked up. */
export function tokenIn(c: RequestContext, cookie: string): string | undefined {
  return /^[\w-]{43}$/.exec(getCookie(c, cookie) ?? '')?.[0]
}

async function staffOf(c: RequestContext, { id, role, villages, name }: Holder): Promise<Staff> {
  return {
    id,
    role,
    villages: villagesOf(role, villages),
    name: String(await c.var.vault.open(['staff', id, ''], name)),
  }
}
