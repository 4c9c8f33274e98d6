/** What the checkpoint hands to its pages; types only. Names are masked, and no phone is among it. */
import type { Errors } from '#forms/form.ts'
import type { Raw } from '#forms/page.ts'
import type { Day } from '#platform/clock.ts'
import type { Staff } from '#platform/principal.ts'
import type { ObservationState } from '../observation/course.ts'

/** One of the party: 张**, and how they stand. */
export interface Member {
  name: string
  state: ObservationState
  /** 0 on the day of arrival. */
  dayNumber: number
  last: Day
  /** In observation now, and so not to leave the village. */
  open: boolean
}

/** What a number is of. */
export interface Party {
  /** The last four digits of the number. */
  tail: string
  /** Title of the form. */
  form: string
  village: string
  people: number
  /** The day of arrival, or empty. */
  arrival: Day
  members: Member[]
  /** Somebody of them is: whoever lets them out says why. */
  bound: boolean
  /** For the form that may follow: who it is about, and its own key. */
  leave: string
  key: string
}

/** What was just noted. */
interface Noted {
  direction: 'in' | 'out'
  /** Tenths of a degree; null where nobody measured. */
  temperature: number | null
  fever: boolean
  at: number
}

/** 卡点查验: type a number; who it is, and what is noted of them. */
export interface CheckpointView {
  page: 'checkpoint'
  staff: Staff
  typed: string
  party?: Party
  noted?: Noted
  result?: 'unknown' | 'quota' | 'expired'
  raw: Raw
  errors: Errors
  status?: 200 | 409 | 422 | 429
}

/** One line of paper; `n` is its number on the page. */
export interface PaperLine {
  n: number
  reference: string
  day: Day
  time: string
  direction: string
  temperature: string
  unmeasured: boolean
  /** By name of the field. */
  errors: Errors
}

/** 补记: lines of a paper list; those that were right are noted, the rest stand there to be put right. */
export interface BacklogView {
  page: 'checkpoint-backlog'
  staff: Staff
  key: string
  /** The days that may be chosen, today first. */
  days: Day[]
  lines: PaperLine[]
  /** How many were noted now. */
  noted: number
  /** Ends of the numbers of those with a fever. */
  fevers: string[]
  result?: 'quota'
  status?: 200 | 422 | 429
}

export type CheckpointViews = CheckpointView | BacklogView
