/** What a page sent and could not be kept: the page that says so brings it along, so that nothing is typed twice. */
import type { RequestContext } from '#platform/context.ts'
import { type FormVars, large, ordinary, readForm } from './body.ts'
import type { ErrorView } from './view.ts'

// Doors: a PIN or a code that was typed there goes into no page.
const doors = /^\/staff\/(open|enrol|leave)/

/** Of this request, where a form was sent, read before the failure or now. */
export async function resendOf(c: RequestContext<Partial<FormVars>>): Promise<Pick<ErrorView, 'resend'>> {
  if (c.req.method !== 'POST' || doors.test(c.req.path) || c.req.path.startsWith('/api/')) return {}
  // Who is at the desk is looked up before what they sent is read, which may be a sheet of a whole village.
  const most = c.req.path.startsWith('/staff/') ? large : ordinary
  const raw = c.var.raw ?? (await readForm(c.req.raw, most)).raw
  return raw ? { resend: { to: c.req.path + new URL(c.req.url).search, raw } } : {}
}
