/** What the first page of the desk shows; types only. */
import type { Day } from '#platform/clock.ts'
import type { Staff } from '#platform/principal.ts'
import type { Role } from '#platform/roles.ts'
import type { AlertCounts } from '#protection/alerts/store/queue.ts'

/** What somebody may have to do next; each is a list of the ledger. */
export type What = 'registered' | 'today' | 'tomorrow' | 'unreached' | 'verified' | 'mine'

/** How many wait; where `more`, at least one more than `count`. The list at `href` shows exactly these. */
export interface WaitingList {
  what: What
  count: number
  more: boolean
  href: string
}

/** Somebody came near the quota: how many whole records they saw within the hour or the day before `at`. */
export interface Alarm {
  at: number
  name: string
  role: Role
  villages: Staff['villages']
  within: 'hour' | 'day'
  count: number
}

/** 今日工作台: what waits, of each form that this person works through; of a village each, where they see several. */
export interface TodayView {
  page: 'today'
  staff: Staff
  day: Day
  now: number
  /** Fevers and the like, before everything else. */
  alerts?: AlertCounts
  /** The last day's, newest first; none but for the town. */
  alarms: Alarm[]
  /** What waits in the books that they work through: how many, how many of these too long, and since when the first (UTC milliseconds). */
  books: { slug: string; title: string; waiting: number; more: boolean; overdue: number; oldest: number | null }[]
  /** Households that owe a report of this slot, and that wait for the closing visit. */
  watch?: { missing: number; closing: number }
  /** Records that go within so many days. */
  ending?: { count: number; more: boolean; days: number }
  forms: { form: string; waits: WaitingList[]; villages: { village: string; waits: WaitingList[] }[] }[]
}
