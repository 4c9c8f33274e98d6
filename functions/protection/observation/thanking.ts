/** The page that says 已收到: what was kept, what to measure again, what is due next, and the card. */

import type { AlertKind } from '#forms/signals.ts'
import { compared, daysBetween, dueSlotOf, slotAt, slotsBetween } from '#platform/calendar.ts'
import { dayAt } from '#platform/clock.ts'
import type { RequestContext } from '#platform/context.ts'
import { passFor } from '#register/holder/pass.ts'
import type { FormVars } from '#web/body.ts'
import { sent } from '#web/sent.ts'
import { worthRepeating } from './alert.ts'
import { cardOf } from './card.ts'
import { owes } from './course.ts'
import type { Read } from './entry.ts'
import { calledOf, familyOf, rule } from './family.ts'
import type { PageToken } from './page-token.ts'
import type { Observed } from './store/check-in.ts'
import type { CheckedInView, Reported } from './view.ts'

/** The answer to what was sent with `leave`; `observed` was read in the batch that kept it. */
export async function thank(
  c: RequestContext<FormVars>,
  observed: Observed,
  { mode, place }: PageToken,
  read: Read,
  remembered: boolean,
): Promise<CheckedInView> {
  const { vault, now } = c.var
  const { row, reports } = observed
  // Whoever was reported about belongs on the answer, though their last day ended, or the clinic took them over, meanwhile.
  const family = (await familyOf(vault, observed, now)).filter(
    ({ person, standing }) => standing.open || read.entries.some((entry) => entry.person === person),
  )
  // Kept while the rest of the page was not right yet: that was not a second measurement.
  const keptBefore = sent(c.var.raw, 'kept') === 'yes'
  const people = family.map((member): Reported => {
    const mine = reports.filter(({ person }) => person === member.person)
    const [before, report] = [
      mine.findLast((each) => compared(each, place) < 0),
      mine.find((each) => compared(each, place) === 0),
    ]
    const entry = read.entries.find(({ person }) => person === member.person)
    const { period } = member.standing
    return {
      ...calledOf(member),
      ...(entry ? { temperature: entry.temperature } : {}),
      rings: entry ? entry.rings || (mode === 'pass' ? earlier(report?.rang ?? null) : '') : '',
      // Once: whoever has measured again is not sent a third time.
      repeat:
        entry !== undefined &&
        ((report?.revision ?? 1) === 1 || keptBefore) &&
        worthRepeating(entry.temperature, before?.temperature ?? null),
      first: period.first,
      last: period.last,
      card: cardOf(rule, period, mine, now, mode === 'phone'),
    }
  })
  const silent = people.filter(
    ({ person }) => !reports.some((each) => each.person === person && compared(each, place) === 0),
  )
  const here = slotAt(rule, now)
  const periods = family.map(({ standing }) => standing.period)
  const last =
    periods
      .map((period) => period.last)
      .sort()
      .at(-1) ?? place.day
  const [first = last] = periods.map((period) => period.first).sort()
  const next = slotsBetween(rule, here.day, last).find(
    (at) => compared(at, here) > 0 && periods.some((period) => owes(rule, period, at)),
  )
  return {
    page: 'checked-in',
    mode,
    pass: mode === 'pass' ? await passFor(c, row.id) : '',
    place,
    today: dayAt(now),
    dayNumber: daysBetween(first, place.day),
    days: daysBetween(first, last),
    people,
    silent: silent.map(calledOf),
    ...(next ? { next: dueSlotOf(rule, next) } : {}),
    last,
    remembered,
    cared: read.care !== undefined,
    village: row.village,
    aside: row.duplicate_of !== null,
  }
}

// What rang earlier in this slot is not unsaid by a lower value; a phone that may only report hears nothing of it.
function earlier(rang: AlertKind | null): Reported['rings'] {
  return rang === null || rang === 'rising' ? (rang ?? '') : 'earlier'
}
