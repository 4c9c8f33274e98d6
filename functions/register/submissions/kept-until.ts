/** Until when a record is kept: so many days after the last day of its observation, or of its last change where nobody is observed; pure. */
import { forms } from '#forms/index.ts'
import { township } from '#forms/township.ts'
import { addDays, type Day, dayAt } from '#platform/clock.ts'
import type { Submission } from './store/submission.ts'

const { keepDaysAfterEnd, keepVolunteerDays } = township.privacy
/** Days that, added to the day of a record's last change, give the day that stands for a last day of observation: one sum holds for both. */
export function standsDays(form = ''): number {
  return (forms[form]?.keepDays ?? keepVolunteerDays) - keepDaysAfterEnd
}

/** What of a record says when it goes. */
type Dated = Pick<Submission, 'arrival' | 'changed_at'> & { form?: string }

/** The last day of observation by the arrival alone; where the form knows none, the day that stands for it. */
export function plainLast({ arrival, changed_at, form }: Dated): Day {
  return arrival ? addDays(arrival, township.observation.days) : addDays(dayAt(changed_at), standsDays(form))
}

/** The last day on which a record is kept whose observation ends with the day `last`; it goes when that day is over. */
export function keptUntil(last: Day): Day {
  return addDays(last, keepDaysAfterEnd)
}

/** What has gone by the first moment of `day`: whose observation ended with this day or before, as `keptUntil` says. */
export function lastGoneBy(day: Day): Day {
  return addDays(day, -keepDaysAfterEnd - 1)
}

/** The last day for the page of a record: `last` as the database knows it, `=` where the arrival says it all; undefined until it is computed. */
export function keptUntilOf(row: Dated, last = '='): Day | undefined {
  if (last === '') return undefined
  return keptUntil(last === '=' ? plainLast(row) : last)
}
