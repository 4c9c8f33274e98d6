/** What the first page of the desk shows; types only. */
import type { Counts } from '../alerts/store.ts'
import type { Day } from '../clock.ts'
import type { Staff } from '../staff/principal.ts'

/** What somebody may have to do next; each is a list of the ledger. */
export type What = 'registered' | 'today' | 'tomorrow' | 'unreached' | 'verified' | 'mine'

/** How many wait; where `more`, at least one more than `count`. The list at `href` shows exactly these. */
export interface Waiting {
  what: What
  count: number
  more: boolean
  href: string
}

/** 今日工作台: what waits, of each form that this person works through; of a village each, where they see several. */
export interface TodayView {
  page: 'today'
  staff: Staff
  day: Day
  /** Fevers and the like, before everything else. */
  alerts?: Counts
  /** Families that ask for something. */
  care?: { waiting: number; more: boolean }
  forms: { form: string; waits: Waiting[]; villages: { village: string; waits: Waiting[] }[] }[]
}
