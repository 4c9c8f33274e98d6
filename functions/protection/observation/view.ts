/** What 报体温 hands to its pages; types only. Names are masked on all of them. */
import type { Errors } from '#forms/form.ts'
import type { Raw } from '#forms/page.ts'
import type { AlertKind } from '#forms/signals.ts'
import type { DueSlot, Slot } from '#platform/calendar.ts'
import type { Day } from '#platform/clock.ts'
import type { Blank } from '#register/submissions/view.ts'
import type { CardDay } from './card.ts'
import type { ObservationState } from './course.ts'
import type { Mode } from './page-token.ts'

/** One of the family: 张**, and for the returnee's relatives what they are to them. */
export interface Called {
  person: number
  name: string
  relation: string
}

/** Who cannot report now, and why. `first` is day 0. */
export interface Resting extends Called {
  state: ObservationState
  first: Day
  last: Day
}

/** One person on the page that asks. */
export interface AskedPerson extends Called {
  /** Reported for this very slot already: what is sent now corrects it. */
  again: boolean
  /** Yesterday's and today's values in tenths; none on a phone that may only report. */
  before: (Slot & { temperature: number })[]
}

/** The door: number and tail. `result` is what went wrong before. */
export interface CheckInDoorView {
  page: 'check-in-door'
  status: 200 | 403 | 422
  reference: string
  result?: 'wrong' | 'expired' | 'phone'
  blank?: Blank
}

/** The questions, for one slot. */
export interface CheckInView {
  page: 'check-in'
  leave: string
  mode: Mode
  /** Leave to go on as the holder of the number; empty on a phone that may only report. */
  pass: string
  place: Slot
  /** Of today by the server's clock; another where an earlier slot is reported. */
  today: Day
  dayNumber: number
  days: number
  /** After the day's cut-off, or for an earlier slot. */
  late: boolean
  people: AskedPerson[]
  resting: Resting[]
  /** Slots of today and yesterday that nobody reported. */
  open: Slot[]
  raw: Raw
  errors: Errors
  /** Where a script keeps what was typed: it says nothing, and is another for each record and slot. */
  draft: string
  /** What was said on this page already rings at the clinic, though the rest is not right yet. */
  rang?: boolean
  /** Why the page comes as it does: it was for another time or family, what was asked for cannot be, or it could not be kept now. */
  result?: 'stale' | 'corrected' | 'outside' | 'future' | 'away'
  village: string
  /** The village goes by another record of the same household. */
  aside?: boolean | undefined
  status?: 200 | 422 | 409 | 503
}

/** One person on the page that says 已收到. */
export interface Reported extends Called {
  /** In tenths; null without a thermometer, nothing at all where nobody said anything about them now. */
  temperature?: number | null
  /** Now, or by what was said of this slot before. */
  rings: AlertKind | 'earlier' | ''
  /** Worth measuring once more. */
  repeat: boolean
  first: Day
  last: Day
  card: CardDay[]
}

export interface CheckedInView {
  page: 'checked-in'
  mode: Mode
  pass: string
  place: Slot
  today: Day
  dayNumber: number
  days: number
  people: Reported[]
  /** Still in observation, and not reported for this slot. */
  silent: Called[]
  /** What is due next; nothing after the last slot. */
  next?: DueSlot
  last: Day
  /** This phone was asked to remember, and does. */
  remembered: boolean
  cared: boolean
  village: string
  /** The village goes by another record of the same household. */
  aside?: boolean | undefined
}

/** Why nobody of the record can report now. */
export interface CheckInOutsideView {
  page: 'check-in-outside'
  why: 'planned' | 'over' | 'other-form'
  /** Of what was sent just now something rang, and was kept. */
  rang?: boolean
  people: Resting[]
  /** Of the record: leave to open it. */
  pass: string
  village: string
  /** The village goes by another record of the same household. */
  aside?: boolean | undefined
}

export type ObservationView = CheckInDoorView | CheckInView | CheckedInView | CheckInOutsideView
