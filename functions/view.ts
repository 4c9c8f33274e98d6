/** What a handler may hand to a page; types only. */
import type { RequestsView } from './books/requests/view.ts'
import type { WishesView } from './books/wishes/view.ts'
import type { AuditPeopleView, AuditView } from './oversight/auditor/view.ts'
import type { TransparencyView } from './oversight/transparency/view.ts'
import type { AlertsViews } from './protection/alerts/view.ts'
import type { CertificatesViews } from './protection/certificates/view.ts'
import type { CheckpointViews } from './protection/checkpoint/view.ts'
import type { ObservationView } from './protection/observation/view.ts'
import type { WatchView } from './protection/watch/view.ts'
import type { SearchView } from './publicity/search/view.ts'
import type { EntryView } from './register/entry/view.ts'
import type { ExportsView } from './register/exports/view.ts'
import type { LedgerDeskView } from './register/ledger/view.ts'
import type { SubmissionView } from './register/submissions/view.ts'
import type { RetentionView } from './retention/view.ts'
import type { StaffView } from './staff/view.ts'
import type { TodayView } from './today/view.ts'
import type { ErrorView, MissingView } from './web/view.ts'

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
  | WishesView
  | AuditView
  | AuditPeopleView
  | EntryView
  | ExportsView
  | WatchView
  | RetentionView
  | ErrorView
  | MissingView

declare module 'hono' {
  interface ContextRenderer {
    // biome-ignore lint/style/useShorthandFunctionType: hono merges this interface with its own
    (view: View): Response | Promise<Response>
  }
}
