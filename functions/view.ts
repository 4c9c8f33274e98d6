/** What a handler may hand to a page; types only. */

import type { AlertsViews } from './alerts/view.ts'
import type { AuditPeopleView, AuditView } from './auditor/view.ts'
import type { CertificatesViews } from './certificates/view.ts'
import type { CheckpointViews } from './checkpoint/view.ts'
import type { EntryView } from './entry/view.ts'
import type { ExportsView } from './exports/view.ts'
import type { Raw } from './forms/page.ts'
import type { LedgerDeskView } from './ledger/view.ts'
import type { ObservationView } from './observation/view.ts'
import type { RequestsView } from './requests/view.ts'
import type { RetentionView } from './retention/view.ts'
import type { SearchView } from './search/view.ts'
import type { StaffView } from './staff/view.ts'
import type { SubmissionView } from './submissions/view.ts'
import type { TodayView } from './today/view.ts'
import type { TransparencyView } from './transparency/view.ts'
import type { WatchView } from './watch/view.ts'

/** What went wrong that is not about an answer. */
export interface SorryView {
  page: 'sorry'
  /** What was sent and could not be kept, to be sent again from this page. */
  again?: { to: string; raw: Raw }
  why: 'too-large' | 'wrong-type' | 'unreadable' | 'too-slow' | 'foreign' | 'away' | 'closed'
  status: 400 | 403 | 408 | 413 | 415 | 503
}

/** There is no such page, or not yet. */
interface MissingView {
  page: 'missing'
  status: 404
}

export type View =
  | SubmissionView
  | ObservationView
  | RequestsView
  | CertificatesViews
  | CheckpointViews
  | SearchView
  | TransparencyView
  | StaffView
  | TodayView
  | LedgerDeskView
  | AlertsViews
  | AuditView
  | AuditPeopleView
  | EntryView
  | ExportsView
  | WatchView
  | RetentionView
  | SorryView
  | MissingView

declare module 'hono' {
  interface ContextRenderer {
    // biome-ignore lint/style/useShorthandFunctionType: hono merges this interface with its own
    (view: View): Response | Promise<Response>
  }
}
