/** What alerts hand to their pages; types only. */

import type { Who } from '#forms/called.ts'
import type { AlertKind } from '#forms/signals.ts'
import type { Slot } from '#platform/calendar.ts'
import type { ViewOf } from '#platform/principal.ts'
import type { Role } from '#platform/roles.ts'
import type { RecordLimits } from '#register/ledger/limits.ts'
import type { Call } from '#register/ledger/view.ts'
import type { Reached } from './person.ts'
import type { AlertOutcome, AlertState, NamelessOutcome } from './state.ts'
import type { Nameless } from './store/nameless.ts'
import type { AlertCounts, AlertSource } from './store/queue.ts'

/** What rang. A village hears that something did, and neither the number nor what hurts. */
export interface Rang {
  kind: AlertKind
  /** In tenths; null without a thermometer. */
  temperature?: number | null
  /** In words. */
  symptoms?: string
}

/** One line of the queue, masked. */
export interface AlertLine {
  id: string
  rang: Rang
  who: Who
  village: string
  openedAt: number
  /** For how many whole days it has been open. */
  days: number
  state: AlertState
  /** It rose to the town. */
  escalated: boolean
}

/** One line of the queue whose record is gone: where, what rang, and how and when the record went. */
export interface NamelessLine extends Pick<Nameless, 'id' | 'kind' | 'village' | 'how'> {
  goneAt: number
  openedAt: number
  days: number
  state: AlertState
  escalated: boolean
}

/** 发热: the queue. */
export interface AlertsView extends ViewOf<'alerts'> {
  page: 'alerts'
  /** They are the clinic, which need not be told to call it. */
  clinic: boolean
  now: number
  counts: AlertCounts
  /** At the head of the first page. */
  nameless: NamelessLine[]
  lines: AlertLine[]
  /** The page does not load itself anew. */
  still: boolean
  /** Where the lines after these stand. */
  next?: string
}

/** One slot's report: in tenths, and in words. */
export interface Reported extends Slot {
  temperature: number | null
  symptoms: string | undefined
  /** Somebody of the desk entered it, or took it themselves. */
  by?: Role
}

/** A step that was taken. */
export interface Taken {
  step: 'acknowledge' | 'contact' | 'transfer' | 'close'
  at: number
  /** Of the member of the staff; nobody's where the record was withdrawn. */
  by?: { role: Role; name: string }
}

/** One alert at the desk. */
export interface AlertView extends ViewOf<'alerts'> {
  page: 'alert'
  now: number
  id: string
  record: string
  rang: Rang
  who: Who
  village: string
  openedAt: number
  /** For how many whole days it has been open; 0 once it is closed. */
  days: number
  place: Slot
  source: AlertSource
  /** At the checkpoint: when, and of how many people one was too warm. */
  party?: { at: number; people: number }
  state: AlertState
  risenAt?: number
  outcome?: AlertOutcome
  taken: Taken[]
  /** The latest first; left out for a village. */
  reports?: Reported[]
  calls: Call[]
  /** The person's other open alerts. */
  others: string[]
  /** The id of what may be said next, so that a second press says it once. */
  call: string
  limits: Pick<RecordLimits, 'minutes' | 'note'>
  revealed?: Reached & { until: number; leave: string }
  result?:
    | 'acknowledge'
    | 'contact'
    | 'transfer'
    | 'transfer-back'
    | 'alert-reopen'
    | 'close'
    | 'measured'
    | 'measured-fever'
    | 'unmeasured'
    | 'late'
    | 'unchosen'
    | 'note'
    | 'words'
    | 'untransferred'
    | 'unchecked'
    | 'quota'
  /** What was chosen and typed for a step, and not kept. */
  typed?: { step: 'contact' | 'close' | 'measure'; chosen: string; note: string }
  /** What is wrong with the temperature that was typed; empty where none was. */
  wrong?: string
  status?: 200 | 409 | 422 | 429
}

/** One of those lines at the desk. */
export interface NamelessView extends ViewOf<'alerts'> {
  page: 'nameless'
  now: number
  line: NamelessLine
  taken: Taken[]
  outcome?: NamelessOutcome
  /** What was said at the end; left out for a village. */
  note?: string
  limits: Pick<RecordLimits, 'minutes' | 'note'>
  result?: 'acknowledge' | 'close' | 'late' | 'unchosen' | 'note' | 'words'
  typed?: NonNullable<AlertView['typed']>
  status?: 200 | 409 | 422
}

export type AlertsViews = AlertsView | AlertView | NamelessView
