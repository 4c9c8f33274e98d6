/** The calendar as a table: what stands in each line is what the township means; the test beside it reads it out. */
import type { ObservationState, PeriodChange } from '#protection/observation/course.ts'

/** Wall-clock time in Shanghai, as people write it. */
type Moment = string
type Said = Omit<PeriodChange, 'at' | 'person'> & { at: Moment; person?: number }

export interface Example {
  means: string
  arrival: string
  changes?: Said[]
  person?: number
  withdrawn?: boolean
  /** At this moment: the state, the number of the day, and the last day. */
  at: [now: Moment, state: ObservationState, dayNumber: number, last: string][]
}

const change = (kind: PeriodChange['kind'], at: Moment, day = '', person?: number): Said =>
  person === undefined ? { kind, at, day } : { kind, at, day, person }

export const examples: Example[] = [
  {
    means: 'day 0 is the whole day of arrival, and day 14 is the last whole day',
    arrival: '2026-11-22',
    at: [
      ['2026-11-21 23:59:59.999', 'planned', -1, '2026-12-06'],
      ['2026-11-22 00:00:00.000', 'observing', 0, '2026-12-06'],
      ['2026-11-22 23:59:59.999', 'observing', 0, '2026-12-06'],
      ['2026-11-23 00:00:00.000', 'observing', 1, '2026-12-06'],
      ['2026-12-06 23:59:59.999', 'observing', 14, '2026-12-06'],
      ['2026-12-07 00:00:00.000', 'ended', 15, '2026-12-06'],
    ],
  },
  {
    means: 'a leap day is a day',
    arrival: '2028-02-20',
    at: [
      ['2028-02-29 12:00:00.000', 'observing', 9, '2028-03-05'],
      ['2028-03-05 23:59:59.999', 'observing', 14, '2028-03-05'],
      ['2028-03-06 00:00:00.000', 'ended', 15, '2028-03-05'],
    ],
  },
  {
    means: 'the turn of a year is a midnight like any other',
    arrival: '2026-12-31',
    at: [
      ['2026-12-31 23:59:59.999', 'observing', 0, '2027-01-14'],
      ['2027-01-01 00:00:00.000', 'observing', 1, '2027-01-14'],
    ],
  },
  {
    means: 'extended: the new last day holds from the moment it was said',
    arrival: '2026-11-01',
    changes: [change('extend', '2026-11-10 09:00:00.000', '2026-11-20')],
    at: [
      ['2026-11-10 08:59:59.999', 'observing', 9, '2026-11-15'],
      ['2026-11-10 09:00:00.000', 'extended', 9, '2026-11-20'],
      ['2026-11-20 23:59:59.999', 'extended', 19, '2026-11-20'],
      ['2026-11-21 00:00:00.000', 'ended', 20, '2026-11-20'],
    ],
  },
  {
    means: 'shortened: it ends with the earlier day',
    arrival: '2026-11-01',
    changes: [change('shorten', '2026-11-05 09:00:00.000', '2026-11-08')],
    at: [
      ['2026-11-05 09:00:00.000', 'shortened', 4, '2026-11-08'],
      ['2026-11-09 00:00:00.000', 'ended', 8, '2026-11-08'],
    ],
  },
  {
    means: 'paused: the days go on, and the end stays unless somebody extends it',
    arrival: '2026-11-01',
    changes: [change('pause', '2026-11-03 10:00:00.000'), change('resume', '2026-11-05 10:00:00.000')],
    at: [
      ['2026-11-03 09:59:59.999', 'observing', 2, '2026-11-15'],
      ['2026-11-03 10:00:00.000', 'paused', 2, '2026-11-15'],
      ['2026-11-05 09:59:59.999', 'paused', 4, '2026-11-15'],
      ['2026-11-05 10:00:00.000', 'observing', 4, '2026-11-15'],
    ],
  },
  {
    means: 'a pause that nobody ended ends with the period',
    arrival: '2026-11-01',
    changes: [change('pause', '2026-11-14 10:00:00.000')],
    at: [
      ['2026-11-15 23:59:59.999', 'paused', 14, '2026-11-15'],
      ['2026-11-16 00:00:00.000', 'ended', 15, '2026-11-15'],
    ],
  },
  {
    means: 'transferred to a hospital: over for them, and for nobody else of the family',
    arrival: '2026-11-01',
    changes: [change('transfer', '2026-11-04 15:30:00.000', '', 1)],
    person: 1,
    at: [
      ['2026-11-04 15:29:59.999', 'observing', 3, '2026-11-15'],
      ['2026-11-04 15:30:00.000', 'transferred', 3, '2026-11-15'],
      ['2026-11-20 00:00:00.000', 'transferred', 19, '2026-11-15'],
    ],
  },
  {
    means: 'a transfer that was taken back: they go on from then, and nothing of theirs ended',
    arrival: '2026-11-01',
    changes: [
      change('transfer', '2026-11-04 15:30:00.000', '', 1),
      change('resume', '2026-11-04 17:00:00.000'),
      change('resume', '2026-11-05 09:00:00.000', '', 1),
    ],
    person: 1,
    at: [
      ['2026-11-04 17:00:00.000', 'transferred', 3, '2026-11-15'],
      ['2026-11-05 08:59:59.999', 'transferred', 4, '2026-11-15'],
      ['2026-11-05 09:00:00.000', 'observing', 4, '2026-11-15'],
      ['2026-11-16 00:00:00.000', 'ended', 15, '2026-11-15'],
    ],
  },
  {
    means: 'the rest of that family go on',
    arrival: '2026-11-01',
    changes: [change('transfer', '2026-11-04 15:30:00.000', '', 1)],
    person: 0,
    at: [['2026-11-04 15:30:00.000', 'observing', 3, '2026-11-15']],
  },
  {
    means: 'closed early, then once more from a later day: a period of its own',
    arrival: '2026-11-01',
    changes: [change('close', '2026-11-05 12:00:00.000'), change('restart', '2026-11-06 08:00:00.000', '2026-11-08')],
    at: [
      ['2026-11-05 12:00:00.000', 'ended', 4, '2026-11-15'],
      ['2026-11-06 08:00:00.000', 'planned', -2, '2026-11-22'],
      ['2026-11-08 00:00:00.000', 'observing', 0, '2026-11-22'],
      ['2026-11-22 23:59:59.999', 'observing', 14, '2026-11-22'],
      ['2026-11-23 00:00:00.000', 'ended', 15, '2026-11-22'],
    ],
  },
  {
    means: 'withdrawn is withdrawn, whatever the day',
    arrival: '2026-11-01',
    withdrawn: true,
    at: [['2026-11-04 15:30:00.000', 'withdrawn', 3, '2026-11-15']],
  },
]

/** A slot of the day, and whether a report that came at this moment is in time. */
export const slots: [now: Moment, day: string, slot: number, late: boolean][] = [
  ['2026-11-22 00:00:00.000', '2026-11-22', 0, false],
  ['2026-11-22 11:59:59.999', '2026-11-22', 0, false],
  ['2026-11-22 12:00:00.000', '2026-11-22', 1, false],
  ['2026-11-22 15:59:59.999', '2026-11-22', 1, false],
  ['2026-11-22 16:00:00.000', '2026-11-22', 1, true],
  ['2026-11-22 23:59:59.999', '2026-11-22', 1, true],
  ['2026-11-23 00:00:00.000', '2026-11-23', 0, false],
]
