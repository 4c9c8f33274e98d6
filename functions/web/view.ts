/** What any route may hand to a page; types only. */
import type { Raw } from '#forms/page.ts'

/** What went wrong that is not about an answer. */
export interface ErrorView {
  page: 'error'
  /** What was sent and could not be kept, to be sent again from this page. */
  resend?: { to: string; raw: Raw }
  why: 'too-large' | 'large-file' | 'wrong-type' | 'unreadable' | 'too-slow' | 'foreign' | 'away' | 'closed'
  status: 400 | 403 | 408 | 413 | 415 | 503
}

/** There is no such page, or not yet. */
export interface MissingView {
  page: 'missing'
  status: 404
}

/** Somebody went back to a page that is gone: its time is over, or it was somebody else's. */
export interface UsedView {
  page: 'used'
  /** The address that was asked for, without what came behind it. */
  at: string
  status: 410
}
