/** What a correction at the desk hands to its page; types only. */
import type { Staff } from '#platform/principal.ts'

/** It was corrected to another village, whose desk goes on with it. */
export interface LedgerMovedView {
  page: 'ledger-moved'
  staff: Staff
  village: string
  /** What was told with it is for the clinic, which must be called. */
  urgent: boolean
}
