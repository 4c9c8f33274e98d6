/** What requests hand to their pages; types only. */
import type { Staff } from '#platform/principal.ts'
import type { MaskedLine } from '#register/ledger/masked.ts'
import type { AnswerOutcome, RequestKind, Typed, Wrong } from './asked.ts'
import type { OpenedRequest } from './opened.ts'

/** 要求和答复: what the holder of a record asked for, and the form for something new. */
export interface OwnRequestsView {
  page: 'requests'
  pass: string
  village: string
  requests: OpenedRequest[]
  /** Of the request that may follow. */
  key: string
  /** The one that was just kept. */
  asked?: OpenedRequest
  typed?: Typed<RequestKind>
  wrong?: Wrong | 'many'
  status?: 200 | 422
}

/** 本人的要求: masked lines, the most urgent at the head. */
export interface RequestQueueView {
  page: 'request-queue'
  staff: Staff
  lines: { id: string; number: string; kind: RequestKind; due: string; overdue: boolean; record: MaskedLine }[]
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
  request: OpenedRequest
  record: MaskedLine
  told?: 'answered' | 'late'
  wrong?: Wrong
  typed?: { choice: AnswerOutcome | undefined; text: string }
  status?: 200 | 409 | 422
}
