/** What a page sent and could not be kept: the page that says so brings it along, so that nothing is typed twice. */
import type { Context } from 'hono'
import type { App } from '#app.ts'
import type { SorryView } from '#view.ts'
import { formBody, largeFormBody } from './guards.ts'

// Doors: a PIN or a code that was typed there goes into no page.
const doors = /^\/staff\/(open|enrol|leave)/

/** Of this request, where a form was sent, read before the failure or now. */
export async function againFrom(c: Context<App>): Promise<Pick<SorryView, 'again'>> {
  if (c.req.method !== 'POST' || doors.test(c.req.path) || c.req.path.startsWith('/api/')) return {}
  // Who is at the desk is looked up before what they sent is read, which may be a sheet of a whole village.
  const read = c.req.path.startsWith('/staff/') ? largeFormBody : formBody
  if (!c.get('raw') && (await read(c, async () => {}))) return {}
  return { again: { to: c.req.path + new URL(c.req.url).search, raw: c.var.raw } }
}
