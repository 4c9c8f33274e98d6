/** What families ask for, as their pages get it; types only. */
import type { Staff } from '#platform/principal.ts'
import type { MaskedLine } from '#register/ledger/masked.ts'

/** 要帮的忙: who asked for something with a check-in, masked. */
export interface CaresView {
  page: 'cares'
  staff: Staff
  now: number
  lines: { id: string; askedAt: number; taken: boolean; record: MaskedLine }[]
  next?: string
}

/** What one family asked for, in words. */
export interface CareView {
  page: 'care'
  staff: Staff
  now: number
  id: string
  askedAt: number
  record: MaskedLine
  mood: string
  help: string
  words: string
  takenAt: number | null
  /** Who took it. */
  taker: string
  doneAt: number | null
  told?: 'take' | 'done' | 'late'
  status?: 200 | 409
}

export type WishesView = CaresView | CareView
