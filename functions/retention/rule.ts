/** When the observation of a household ends for good: the last period of its last person; pure. */
import type { Rule } from '#platform/calendar.ts'
import { type Day, dayAt } from '#platform/clock.ts'
import { type Period, type PeriodChange, periodsOf } from '#protection/observation/course.ts'
import { plainLast } from '#register/submissions/kept-until.ts'
import type { Submission } from '#register/submissions/store/submission.ts'

/** A record as far as its end depends on it. */
export interface Kept extends Pick<Submission, 'arrival' | 'people' | 'changed_at'> {
  form?: string
  /** In order of `at`. */
  changes: readonly PeriodChange[]
}

/**
 * The last day of a record's observation. Who is planned and never came counts as if they had come; what is closed
 * before it began ends on its day of arrival, so that nothing goes before `arrival` and the days that follow it.
 */
export function lastOf(rule: Rule, record: Kept): Day {
  const { arrival, people, changes } = record
  if (!arrival) return plainLast(record)
  // Whatever was decided counts, also what a clock that ran ahead has dated later than now.
  const periods = Array.from({ length: Math.max(1, people) }, (_, person) =>
    periodsOf(rule, arrival, changes, person, Infinity),
  )
  return periods.flat().map(endDay).reduce(later)
}

/** The last day of records that were put together as one household: the latest of all, so that none goes early. */
export function lastOfAll(rule: Rule, records: readonly Kept[]): Day {
  return records.map((record) => lastOf(rule, record)).reduce(later)
}

function endDay({ first, last, over }: Period): Day {
  return over ? later(first, dayAt(over.at)) : later(first, last)
}

function later(one: Day, other: Day): Day {
  return one > other ? one : other
}
