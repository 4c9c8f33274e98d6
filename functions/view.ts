/** What a handler may hand to a page; types only. */
import type { BookEntryView, BookView, BookWallView, OwnBookView } from './books/view.ts'
import type { AuditPeopleView, AuditView } from './oversight/auditor/view.ts'
import type { TransparencyView } from './oversight/transparency/view.ts'
import type { ClosedAlertsView } from './protection/alerts/closed.ts'
import type { AlertsViews } from './protection/alerts/view.ts'
import type {
  CertificatesView,
  CertificateView,
  OwnCertificatesView,
  VerifiedView,
} from './protection/certificates/view.ts'
import type { CheckpointViews } from './protection/checkpoint/view.ts'
import type { ObservationView } from './protection/observation/view.ts'
import type { WatchView } from './protection/watch/view.ts'
import type { SearchView } from './publicity/search/view.ts'
import type { EntryView } from './register/entry/view.ts'
import type { ExportsView } from './register/exports/view.ts'
import type { LedgerDeskView } from './register/ledger/view.ts'
import type { CheckView, QuestionsView, SubmissionView } from './register/submissions/view.ts'
import type { RetentionView } from './retention/view.ts'
import type { StaffView } from './staff/view.ts'
import type { TodayView } from './today/view.ts'
import type { ErrorView, MissingView, UsedView } from './web/view.ts'

/** What anybody may be shown; printed by src/pages/view.astro. */
export type PublicView =
  | SubmissionView
  | ObservationView
  | OwnBookView
  | OwnCertificatesView
  | VerifiedView
  | SearchView
  | TransparencyView
  | ErrorView
  | MissingView
  | UsedView

/** What is shown at an address of the desk; printed by src/pages/desk.astro. */
export type DeskView =
  | QuestionsView
  | CheckView
  | BookView
  | BookEntryView
  | BookWallView
  | CertificatesView
  | CheckpointViews
  | StaffView
  | TodayView
  | LedgerDeskView
  | AlertsViews
  | ClosedAlertsView
  | AuditView
  | AuditPeopleView
  | EntryView
  | ExportsView
  | WatchView
  | RetentionView
  | ErrorView
  | MissingView
  | UsedView

/** A sheet of paper; printed by src/pages/printed.astro. */
export type SheetView = CertificateView

export type View = PublicView | DeskView | SheetView

declare module 'hono' {
  interface ContextRenderer {
    // biome-ignore lint/style/useShorthandFunctionType: hono merges this interface with its own
    (view: View): Response | Promise<Response>
  }
}
