/** What the forms and one's own record hand to their pages; types only. */
import type { AuditEvent, OpenCount } from '#audit/store.ts'
import type { Answers, Errors, Form } from '#forms/form.ts'
import type { FormRoute } from '#forms/form-route.ts'
import type { Raw } from '#forms/page.ts'
import type { Day } from '#platform/clock.ts'
import type { Happening } from '../ledger/history.ts'
import type { Correction, Difference } from './changes.ts'

/** The questions, with what was typed and what is wrong with it. */
export interface QuestionsView {
  page: 'questions'
  route: FormRoute
  raw: Raw
  errors: Errors
  status?: 200 | 422
}

/** 请核对: the answers once more, before they are kept. */
export interface CheckView {
  page: 'check'
  route: FormRoute
  answers: Answers
  token: string
  /** Why the page comes again: look once more, it was changed elsewhere meanwhile, or it could not be kept now. */
  again?: 'look' | 'changed' | 'away'
  /** Of a correction at the desk: what it makes of the record as it stands now, and in the audit's words who was quicker. */
  changes?: Required<Difference>[]
  by?: Happening
  status?: 200 | 409 | 503
}

/** The number, and what happens next. */
export interface ReceiptView {
  page: 'receipt'
  form: Form
  reference: string
  receivedAt: number
  village: string
  /** Of a returnee: from the day of arrival to the last day of observation. */
  observation?: { first: Day; last: Day }
  /** The record is destroyed at the end of this day. */
  keptUntil: Day
  /** What was told is for the clinic, which must be called now. */
  urgent: boolean
}

/** What was left empty at a door or cannot be a number of ours, and what was typed beside it, so that it need not be typed again. */
export interface Blank {
  fields: ('reference' | 'tail')[]
  /** So many digits were typed where a number has twelve. */
  digits?: number
  tail: string
}

/** The door to one's own record: after a try that failed, where there was nothing to try, or once more. */
export interface DoorView {
  page: 'door'
  status: 403 | 422
  /** What was typed, so that it need not be typed again. */
  reference: string
  blank?: Blank
  /** The page came from a pass that had ended, or whose record is gone. */
  result?: 'expired'
  /** For how long a pass is good; said where it had ended. */
  minutes?: number
  /** What was sent on that page, which goes on where the record is opened again. */
  resend?: { to: string; raw: Raw }
}

/** One's own record. */
export interface RecordView {
  page: 'record'
  form: Form
  pass: string
  reference: string
  answers: Answers
  version: number
  notice: string
  village: string
  receivedAt: number
  changedAt: number
  events: AuditEvent[]
  /** How often it was opened in full, and by people of which role. */
  opened: OpenCount[]
  shown: 'masked' | 'all'
  /** What the desk corrected, the latest first. */
  changes: Correction[]
  /** The village goes by another record of the same household. */
  aside?: boolean | undefined
  /** It is destroyed at the end of this day; left out for the minutes until it is computed anew. */
  keptUntil?: Day
  /** Where it is an entry of a book: how far that came. */
  entry?: { book: string; step: string; due: Day }
  corrected?: boolean
  /** What was corrected just now is for the clinic, which must be called. */
  urgent?: boolean
}

/** "Are you sure" before withdrawing, the word that it is done, and that this phone remembers nothing. */
export interface WithdrawView {
  page: 'withdraw'
  form: Form
  pass: string
  village: string
  /** The village goes by another record of the same household. */
  aside?: boolean | undefined
  /** Something in the record rang and is not over: nobody called about it yet, or somebody did. */
  rings?: 'uncalled' | 'called'
}

export interface DoneView {
  page: 'done'
  what: 'withdrawn' | 'forgotten' | 'gone'
  status?: 200 | 410
}

export type SubmissionView = QuestionsView | CheckView | ReceiptView | DoorView | RecordView | WithdrawView | DoneView
