/** What a handler may hand to a page; types only. */

import type { Event, Opened } from './audit/store.ts'
import type { AuditPeopleView, AuditView } from './auditor/view.ts'
import type { Day } from './clock.ts'
import type { ExportsView } from './exports/view.ts'
import type { Answers, Errors, Form } from './forms/form.ts'
import type { Raw } from './forms/page.ts'
import type { Way } from './forms/way.ts'
import type { LedgerRecordView, LedgerView } from './ledger/view.ts'
import type { ObservationView } from './observation/view.ts'
import type { RequestsView } from './requests/view.ts'
import type { Asked } from './search/asked.ts'
import type { Hit } from './search/visitor.ts'
import type { StaffView } from './staff/view.ts'
import type { TransparencyView } from './transparency/view.ts'

/** The questions, with what was typed and what is wrong with it. */
export interface QuestionsView {
  page: 'questions'
  way: Way
  raw: Raw
  errors: Errors
  status?: 200 | 422
}

/** 请核对: the answers once more, before they are kept. */
export interface CheckView {
  page: 'check'
  way: Way
  answers: Answers
  token: string
  /** Why the page comes again: look once more, it was changed elsewhere meanwhile, or it could not be kept now. */
  again?: 'look' | 'changed' | 'away'
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
}

/** The door to one's own record, after a try that failed. */
export interface DoorView {
  page: 'door'
  status: 403
  /** What was typed, so that it need not be typed again. */
  reference: string
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
  events: Event[]
  /** How often it was opened in full, and by people of which role. */
  opened: Opened[]
  shown: 'masked' | 'all'
  corrected?: boolean
}

/** "Are you sure" before withdrawing, the word that it is done, and that this phone remembers nothing. */
export interface WithdrawView {
  page: 'withdraw'
  form: Form
  pass: string
  village: string
}
export interface DoneView {
  page: 'done'
  what: 'withdrawn' | 'forgotten' | 'gone'
  status?: 200 | 410
}

/** 搜索: what was asked, and what answers. */
export interface SearchView {
  page: 'search'
  asked: Asked
  /** More was typed than is looked for. */
  cut: boolean
  /** Hits a page. */
  each: number
  /** Left out where nothing was asked, or the database is away. */
  answer?: {
    count: number
    /** There are more than `count`. */
    more: boolean
    hits: Hit[]
    /** Other words of the same meaning that were looked for too. */
    also: string[]
    /** What was looked for instead, because the words stand nowhere as they were typed. */
    near: string[]
  }
  /** 503: the database is away. */
  status?: 200 | 503
}

/** What went wrong that is not about an answer. */
export interface SorryView {
  page: 'sorry'
  why: 'too-large' | 'wrong-type' | 'unreadable' | 'too-slow' | 'foreign' | 'expired' | 'away'
  status: 400 | 403 | 408 | 413 | 415 | 503
}

/** There is no such page, or not yet. */
interface MissingView {
  page: 'missing'
  status: 404
}

export type View =
  | QuestionsView
  | CheckView
  | ReceiptView
  | DoorView
  | RecordView
  | WithdrawView
  | DoneView
  | SearchView
  | TransparencyView
  | StaffView
  | ObservationView
  | LedgerView
  | AuditView
  | AuditPeopleView
  | LedgerRecordView
  | ExportsView
  | RequestsView
  | SorryView
  | MissingView

declare module 'hono' {
  interface ContextRenderer {
    // biome-ignore lint/style/useShorthandFunctionType: hono merges this interface with its own
    (view: View): Response | Promise<Response>
  }
}
