/** A temperature that the clinic itself took of whom an open alert is about: judged and kept like every other report. */
import { lineOf } from '#audit/line.ts'
import { perPerson } from '#forms/check-in.ts'
import { kindOf } from '#forms/signals.ts'
import { slotAt } from '#platform/calendar.ts'
import type { RequestContext } from '#platform/context.ts'
import type { StaffVars } from '#staff/door.ts'
import type { FormVars } from '#web/body.ts'
import { sent } from '#web/sent.ts'
import { rule } from '../observation/family.ts'
import { keep } from '../observation/sending.ts'
import { typedIn } from './said.ts'
import type { Alert } from './store/queue.ts'
import type { AlertView } from './view.ts'

/** Keeps what was measured for the slot of the moment; what the page says then, with what was typed where that is no temperature. */
export async function measure(
  c: RequestContext<StaffVars & FormVars>,
  { submission: id, person, village, acknowledged_at, closed_at }: Alert,
): Promise<Pick<AlertView, 'result' | 'status' | 'typed' | 'wrong'>> {
  const value = sent(c.var.raw, 'temperature').trim()
  const typed = { ...typedIn(c, 'measure'), note: value }
  const key = /^[\w-]{22}$/.exec(sent(c.var.raw, 'call'))?.[0]
  const read = value ? perPerson.temperature.schema({ today: '' }).safeParse(value) : undefined
  if (!read?.success || read.data === undefined || !key)
    return { result: 'unmeasured', status: 422, typed, wrong: read?.error?.issues[0]?.message ?? '' }
  if (closed_at !== null || acknowledged_at === null) return { result: 'late', status: 409, typed }
  const temperature = read.data
  const entry = { person, temperature, symptoms: null, rings: kindOf(temperature, null) }
  // Whatever the family was called when the page was shown, the person is the one of the alert.
  const leave = { id, key, place: slotAt(rule, c.var.now), village, revision: 0 }
  const line = await lineOf(c, 'check-in', id, 'measured')
  const kept = await keep(c, leave, { entries: [entry] }, { source: 'proxy', line })
  return kept ? { result: entry.rings ? 'measured-fever' : 'measured' } : { result: 'late', status: 409, typed }
}
