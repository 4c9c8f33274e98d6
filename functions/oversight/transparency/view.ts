/** What the page for everybody shows; types only. */
import type { Day } from '#platform/clock.ts'

/** How many there are: a number from five on, `few` below, where a number might tell who. */
export type Shown = number | 'few'

/** 数据公开: what is kept of how many, for how long, and how anybody can tell that the audit was not changed. */
export interface TransparencyView {
  page: 'transparency'
  now: number
  /** Left out where the database is away. */
  numbers?: {
    kept: Shown
    withdrawn: Shown
    /** Destroyed because their time was over. */
    purged: Shown
    block?: { n: number; lines: number; at: number; head: string }
    backupAt?: number
    /** When records are destroyed next because their time is over: at the end of this day; left out where nothing is kept. */
    nextPurge?: Day
  }
  /** 503: the database is away. */
  status?: 200 | 503
}
