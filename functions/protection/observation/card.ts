/** The card of 28 squares: for each day and slot of a period whether it was reported; pure. */

import type { AlertKind } from '#forms/signals.ts'
import { daysBetween, type Rule, spanOf } from '#platform/calendar.ts'
import { addDays, type Day } from '#platform/clock.ts'
import { owes, type Period } from './course.ts'

/** rang: it was reported, and the clinic was told. off: not asked for, because of a pause or an end. */
type Mark = 'done' | 'rang' | 'missed' | 'ahead' | 'off'

export interface CardDay {
  day: Day
  /** 1 is the day after arrival. */
  number: number
  slots: Mark[]
}

/** The days of one person; `plain` where a bystander may hold the phone: then it does not say what rang. */
export function cardOf(
  rule: Rule,
  period: Period,
  reports: readonly { day: Day; slot: number; rang: AlertKind | null }[],
  now: number,
  plain: boolean,
): CardDay[] {
  const said = new Map(reports.map(({ day, slot, rang }) => [`${day}/${slot}`, rang]))
  const mark = (day: Day, slot: number): Mark => {
    const rang = said.get(`${day}/${slot}`)
    if (rang !== undefined) return rang && !plain ? 'rang' : 'done'
    if (!owes(rule, period, { day, slot })) return 'off'
    return spanOf(rule, { day, slot }).due <= now ? 'missed' : 'ahead'
  }
  return Array.from({ length: Math.max(0, daysBetween(period.first, period.last)) }, (_, n) => {
    const day = addDays(period.first, n + 1)
    return { day, number: n + 1, slots: rule.slots.map((_, slot) => mark(day, slot)) }
  })
}
