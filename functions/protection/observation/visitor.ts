/** /my/check-in: what a family in observation does twice a day, with the number, or on a phone that may only report. */
import { Hono } from 'hono'
import { holderLine } from '#audit/line.ts'
import { compared, slotAt } from '#platform/calendar.ts'
import type { App, RequestContext } from '#platform/context.ts'
import { blankIn, openedBy, unlock } from '#register/holder/pass.ts'
import type { FormVars } from '#web/body.ts'
import { formBody } from '#web/body.ts'
import { reportUnavailable } from '#web/error-page.ts'
import { sent } from '#web/sent.ts'
import { forgetShown } from '#web/shown/browser.ts'
import { browserForgets, browserMayKeep } from '#web/typed-only.ts'
import { alarms } from './alarms.ts'
import { ask, pageAsSent, slotNamed } from './asking.ts'
import { endOf } from './course.ts'
import { type Read, readPage } from './entry.ts'
import { familyOf, rule } from './family.ts'
import { forget, hasCookie, type PageToken, readPageToken, remember, remembered } from './page-token.ts'
import { keep } from './sending.ts'
import { type Observed, open } from './store/check-in.ts'
import { thank } from './thanking.ts'
import type { CheckInDoorView, ObservationView } from './view.ts'

export const checkIn = new Hono<App>()

// Sent this long after it was shown, and in another slot, a page is looked at once more.
const STALE_MS = 2 * 3_600_000

checkIn.get('/', async (c) => show(c, await byPhone(c)))

// A neighbour's number on a phone that remembers another family.
checkIn.get('/other', (c) => c.render({ page: 'check-in-door', status: 200, reference: '' }))

checkIn.post('/', formBody, async (c) => {
  const { raw } = c.var
  const place = slotNamed(sent(raw, 'at'))
  if (raw['pass']) {
    const opened = await openedBy(c, sent(raw, 'pass'))
    const observed = opened && (await open(c.env.DB, await holderLine(c, 'check-in', opened.row.id)))
    return show(c, observed ? await ask(c, observed, { mode: 'pass', place }) : door('expired'))
  }
  // A phone that may only report asks for another slot without a number.
  if (!raw['reference'] && hasCookie(c)) return show(c, await byPhone(c, sent(raw, 'at')))
  const reference = sent(raw, 'reference')
  const blank = blankIn(raw)
  if (blank) return c.render({ page: 'check-in-door', status: 422, reference, blank })
  const opened = await unlock(c, reference, sent(raw, 'tail'))
  const observed = opened && (await open(c.env.DB, await holderLine(c, 'check-in', opened.row.id), opened.tries))
  return show(c, observed ? await ask(c, observed, { mode: 'pass' }) : door('wrong', reference))
})

checkIn.post('/send', formBody, async (c) => {
  const leave = await readPageToken(c.var.vault, sent(c.var.raw, 'leave'), c.var.now)
  if (!leave) return c.render(door('expired'))
  try {
    return await show(c, await settle(c, leave))
  } catch (error) {
    // The same page with the same leave, so that the next press is the same press.
    reportUnavailable(c, error)
    return show(c, pageAsSent(leave, c.var.raw))
  }
})

checkIn.post('/forget', (c) => {
  forget(c)
  forgetShown(c)
  browserForgets(c)
  return c.render({ page: 'done', what: 'forgotten' })
})

checkIn.post('/alarms.ics', formBody, (c) => {
  const text = alarms(sent(c.var.raw, 'last'), c.var.now)
  if (!text) return c.redirect('/my/check-in')
  c.header('content-disposition', 'attachment; filename="alarms.ics"')
  return c.body(text, 200, { 'content-type': 'text/calendar; charset=utf-8' })
})

// Somebody reloads an address that only a form may post to.
checkIn.get('/*', (c) => c.redirect('/my/check-in'))

// The form is for temperatures that are being typed, and the names on it are masked.
function show(c: RequestContext, view: ObservationView) {
  if (view.page === 'check-in') browserMayKeep(c)
  return c.render(view)
}

/** Keeps a page that is right; of one that is not, at once what the clinic must hear of, and asks for the rest. */
async function settle(c: RequestContext<FormVars>, leave: PageToken): Promise<ObservationView> {
  const { raw, now } = c.var
  const { mode, place } = leave
  const read = readPage(raw, leave.people)
  const stale = !leave.chosen && now - leave.issued > STALE_MS && compared(place, slotAt(rule, now)) !== 0
  const wrong = Object.keys(read.errors).length > 0
  if (!wrong && !stale) return keepAll(c, leave, read)
  const kept = rings(read) && (await keep(c, leave, read, { only: 'urgent' }))
  const observed = kept || (await open(c.env.DB, await holderLine(c, 'check-in', leave.id)))
  if (!observed) return door('expired')
  const again = { mode, raw, rang: Boolean(kept) }
  if (isOlder(leave, observed)) return ask(c, observed, { ...again, result: 'corrected', status: 409 })
  if (stale) {
    const page = await ask(c, observed, { ...again, result: 'stale', status: 409 })
    // After the last day there is no slot of the moment: what was sent belongs to its own.
    return page.page === 'check-in-outside' && !wrong ? keepAll(c, leave, read) : page
  }
  return ask(c, observed, { ...again, place: leave.chosen ? place : undefined, errors: read.errors, status: 422 })
}

async function keepAll(c: RequestContext<FormVars>, leave: PageToken, read: Read): Promise<ObservationView> {
  const observed = await keep(c, leave, read)
  if (!observed) {
    forget(c)
    return door('expired')
  }
  if (isOlder(leave, observed))
    return ask(c, observed, { mode: leave.mode, raw: c.var.raw, rang: rings(read), result: 'corrected', status: 409 })
  const wanted = leave.mode === 'pass' && sent(c.var.raw, 'remember') === 'yes'
  if (wanted) await remember(c, leave.id, await lastMoment(c, observed))
  return thank(c, observed, leave, read, wanted)
}

function rings({ entries }: Read): boolean {
  return entries.some((entry) => entry.rings)
}

/** Whether the family was corrected since the page was shown, so that only a fever was kept: the rest may be about somebody else. */
function isOlder({ revision }: PageToken, { row }: Observed): boolean {
  return revision > 0 && row.revision !== revision
}

/** The form on a phone that may only report, or the door. */
async function byPhone(c: RequestContext, at = ''): Promise<ObservationView> {
  const id = await remembered(c)
  const observed = id && (await open(c.env.DB, await holderLine(c, 'check-in', id)))
  if (observed) return ask(c, observed, { mode: 'phone', place: slotNamed(at) })
  if (!hasCookie(c)) return { page: 'check-in-door', status: 200, reference: '' }
  forget(c)
  return { ...door('phone'), status: 200 }
}

async function lastMoment(c: RequestContext, observed: Observed): Promise<number> {
  const family = await familyOf(c.var.vault, observed, c.var.now)
  return Math.max(...family.map(({ standing }) => endOf(standing.period)))
}

function door(result: NonNullable<CheckInDoorView['result']>, reference = ''): CheckInDoorView {
  return { page: 'check-in-door', status: 403, reference, result }
}
