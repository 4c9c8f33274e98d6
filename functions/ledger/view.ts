/** What the ledger hands to its pages; types only. */

import type { Event } from '../audit/store.ts'
import type { Staff } from '../staff/principal.ts'
import type { Stage } from '../submissions/store.ts'
import type { Filter } from './filter.ts'
import type { Sought } from './lookup.ts'
import type { Line, Said } from './masked.ts'
import type { Call } from './record.ts'

/** 登记台账: masked lines, of a list or of a look-up. */
export interface LedgerView {
  page: 'ledger'
  staff: Staff
  /** That may be chosen. */
  villages: string[]
  filter: Filter
  lines: Line[]
  /** The address of the lines after these. */
  next?: string
  /** Of a look-up: by what, and whether there is more than fits. */
  found?: { by: Sought['by'] | 'nothing'; more: boolean }
  status?: 200 | 422
}

/** One record at the desk; `said` is masked unless `revealed`. */
export interface LedgerRecordView {
  page: 'ledger-record'
  staff: Staff
  id: string
  form: string
  village: string
  stage: Stage
  revision: number
  source: string
  receivedAt: number
  /** The last four digits of its number. */
  tail: string
  said: Said[]
  calls: Call[]
  revisions: { revision: number; replacedAt: number }[]
  events: Event[]
  /** The id of the call that may be noted next, so that a second press notes it once. */
  call: string
  revealed?: { until: number; reference: string; phone: string; leave: string }
  /** What was just done, or why not. */
  told?: 'verify' | 'close' | 'contact' | 'changed' | 'reason' | 'quota' | 'outcome' | 'note'
  /** What was typed and not kept. */
  note?: string
  status?: 200 | 409 | 422 | 429
}
