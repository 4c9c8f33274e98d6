/** What the watch hands to its pages; types only. Names are masked on all of them. */
import type { Errors } from '#forms/form.ts'
import type { Raw } from '#forms/page.ts'
import type { DueSlot, Slot } from '#platform/calendar.ts'
import type { Day } from '#platform/clock.ts'
import type { Staff, ViewOf } from '#platform/principal.ts'
import type { Often } from '#register/ledger/reveal.ts'
import type { Contact } from '#register/ledger/store/found.ts'
import type { CardDay } from '../observation/card.ts'
import type { ObservationState } from '../observation/course.ts'
import type { AskedPerson, Called } from '../observation/view.ts'
import type { Minute } from './board/counts.ts'
import type { SilentLine, WaitingPeople } from './chase/list.ts'
import type { Whose } from './chase/store.ts'
import type { ClosingLine } from './closing/desk.ts'
import type { Decision, DecisionError, DecisionKind } from './one/decision.ts'

/** 今天的体温: the counts of every village. */
export interface WatchBoardView extends Minute {
  page: 'watch-board'
  staff: Staff
  /** Who waits for the closing visit; `most` stands for as many or more. */
  closing: number
  most: number
}

/** 还没报的. */
export interface WatchChaseView extends ViewOf<'reveal'> {
  page: 'watch-chase'
  /** Households are given to them, so there is a list of their own. */
  own: boolean
  villages: string[]
  whose: Whose
  place: DueSlot
  minutes: number
  /** Households of each village that did not report this slot. */
  waiting: WaitingPeople
  lines: SilentLine[]
  /** Where this page of the list begins. */
  after: string
  next?: string
}

/** One phone, and what came of the call. */
export interface WatchCallView extends ViewOf<'proxy'> {
  page: 'watch-call'
  id: string
  today: Day
  /** The address of the list where it stood. */
  back: string
  whose: Whose
  after: string
  /** How many phones may be seen. */
  most: { hour: number; day: number }
  /** Left out where the quota is used up. */
  name?: string
  phone?: string
  asked?: number
  since?: Slot
  calls?: Pick<Contact, 'at' | 'role' | 'outcome'>[]
  /** The id of the call that may be noted, so that a second press notes it once. */
  call?: string
  often?: Often
  result?: 'quota'
  status?: 200 | 429
}

/** 该解除的: whose last day is today, or was. */
export interface WatchClosingView {
  page: 'watch-closing'
  staff: Staff
  villages: string[]
  village: string
  /** Households of each village that wait for the visit; above `most`, there are more. */
  waiting: WaitingPeople
  most: number
  today: Day
  lines: ClosingLine[]
  next?: string
}

/** One person in observation. */
export interface Observing extends Called {
  state: ObservationState
  first: Day
  last: Day
  dayNumber: number
  days: number
  card: CardDay[]
}

/** One record in observation, with what was decided so far. */
export interface WatchOneView extends ViewOf<'discharge' | 'proxy'> {
  page: 'watch-one'
  id: string
  village: string
  tail: string
  today: Day
  people: Observing[]
  decisions: Decision[]
  /** What may be decided now. */
  kinds: DecisionKind[]
  /** Slots of the period up to now, the latest first. */
  places: Slot[]
  here: Slot
  /** Who waits for the closing visit; nobody, where it is not time yet. */
  closing: Called[]
  /** How many days ahead may be decided, and how many characters may be said about it. */
  limits: { days: number; words: number }
  /** Of the next form, and what it saw. */
  key: string
  seen: string
  /** Kept as typed, where it was wrong. */
  raw: Raw
  result?: 'decided' | 'kept' | 'rang' | 'closed' | 'changed' | 'gone' | DecisionError
  status?: 200 | 409 | 422
}

/** Values that somebody at the desk enters for a family: of a slot, or at the closing visit. */
export interface WatchEntryView {
  page: 'watch-entry'
  staff: Staff
  id: string
  village: string
  tail: string
  what: 'entry' | 'visit'
  place: Slot
  today: Day
  source: 'proxy' | 'paper'
  people: AskedPerson[]
  key: string
  seen: string
  raw: Raw
  errors: Errors
  /** The family was corrected since the page was shown: who is who is looked at once more. */
  result?: 'corrected'
  status?: 200 | 409 | 422
}

export type { Decision, DecisionKind }
export type WatchView =
  | WatchBoardView
  | WatchChaseView
  | WatchCallView
  | WatchClosingView
  | WatchOneView
  | WatchEntryView
