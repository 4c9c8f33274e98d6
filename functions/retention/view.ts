/** What the desk's page of records that go soon shows; types only. */
import type { Day } from '#platform/clock.ts'
import type { Staff } from '#platform/principal.ts'
import type { MaskedLine } from '#register/ledger/masked.ts'

/** 快到期的登记: masked lines under the last day on which they are kept, the first to go first. */
export interface RetentionView {
  page: 'retention'
  staff: Staff
  /** That may be chosen, and the one that is; empty: all. */
  villages: string[]
  village: string
  /** How many days ahead. */
  ahead: number
  days: { until: Day; lines: MaskedLine[] }[]
  /** There are more than are listed, which are `most`. */
  more: boolean
  most: number
}
