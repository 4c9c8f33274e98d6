/** What has gone at a day's first moment, as numbers that an index can be asked for; pure. */
import { forms } from '#forms/index.ts'
import { township } from '#forms/township.ts'
import { addDays, type Day, startOf } from '#platform/clock.ts'
import { lastGoneBy, standsDays } from '#register/submissions/kept-until.ts'

export interface Bounds {
  /** The last day of observation. */
  last: Day
  /** By the arrival alone: the day of arrival. */
  arrival: Day
  /** Where nobody is observed: the last change, UTC milliseconds, was before this. */
  changedBefore: number
  /** How the last day follows from the arrival and from the last change, as SQLite's `date` takes it. */
  fromArrival: string
  fromChange: string
  /** The same two where a form is kept for its own number of days, as JSON: `{ form: { before, days } }`. */
  byForm: string
}

/** Whatever is to be destroyed when `day` begins. */
export function boundsAt(day: Day): Bounds {
  const last = lastGoneBy(day)
  return {
    last,
    arrival: addDays(last, -township.observation.days),
    changedBefore: changedBefore(last),
    fromArrival: `${township.observation.days} days`,
    fromChange: `${standsDays()} days`,
    byForm: JSON.stringify(
      Object.fromEntries(
        Object.values(forms)
          .filter(({ keepDays }) => keepDays !== undefined)
          .map(({ slug }) => [slug, { before: changedBefore(last, slug), days: `${standsDays(slug)} days` }]),
      ),
    ),
  }
}

function changedBefore(last: Day, form?: string): number {
  return startOf(addDays(last, 1 - standsDays(form)))
}
