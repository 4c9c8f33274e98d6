/** What has gone at a day's first moment, as numbers that an index can be asked for; pure. */
import { township } from '#forms/township.ts'
import { addDays, type Day, startOf } from '#platform/clock.ts'
import { lastGoneBy, STANDS_DAYS } from '#register/submissions/kept-until.ts'

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
}

/** Whatever is to be destroyed when `day` begins. */
export function boundsAt(day: Day): Bounds {
  const last = lastGoneBy(day)
  return {
    last,
    arrival: addDays(last, -township.observation.days),
    changedBefore: startOf(addDays(last, 1 - STANDS_DAYS)),
    fromArrival: `${township.observation.days} days`,
    fromChange: `${STANDS_DAYS} days`,
  }
}
