/** What requests hand to their pages; types only. */
import type { Staff } from '#platform/principal.ts'
import type { Line } from '#register/ledger/masked.ts'
import type { Kind, Outcome, Typed, Wrong } from './asked.ts'
import type { Opened } from './opened.ts'

/** 要求和答复: what the holder of a record asked for, and the form for something new. */
export interface OwnRequestsView {
  page: 'requests'
  pass: string
  village: string
  requests: Opened[]
  /** Of the request that may follow. */
  key: string
  /** The one that was just kept. */
  asked?: Opened
  typed?: Typed<Kind>
  wrong?: Wrong | 'many'
  status?: 200 | 422
}

/** 本人的要求: masked lines, the most urgent at the head. */
export interface RequestQueueView {
  page: 'request-queue'
  staff: Staff
  lines: { id: string; number: string; kind: Kind; due: string; overdue: boolean; record: Line }[]
  /** The address of the lines after these. */
  next?: string
}

/** One request at the desk, with its words. */
export interface RequestAnswerView {
  page: 'request-answer'
  staff: Staff
  id: string
  /** Of the answer that may follow. */
  key: string
  request: Opened
  record: Line
  told?: 'answered' | 'late'
  wrong?: Wrong
  typed?: { choice: Outcome | undefined; text: string }
  status?: 200 | 409 | 422
}

export type RequestsView = OwnRequestsView | RequestQueueView | RequestAnswerView
