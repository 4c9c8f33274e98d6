/** What books hand to their pages; types only. */
import type { Errors } from '#forms/form.ts'
import type { Raw } from '#forms/page.ts'
import type { Day } from '#platform/clock.ts'
import type { Staff } from '#platform/principal.ts'
import type { MaskedLine } from '#register/ledger/masked.ts'
import type { Book } from './book.ts'

/** An entry in a list, masked. */
export interface EntryLine {
  id: string
  number: string
  kind: string
  step: string
  madeAt: number
  /** Empty where nothing is due. */
  due: Day
  overdue: boolean
  record: MaskedLine
}

/** A step that was taken, with what was written. */
export interface TakenStep {
  id: string
  step: string
  at: number
  role: string
  /** For the desk only. */
  name: string
  words: string
}

/** An entry with its words in the clear. */
export interface OpenedEntry extends Omit<EntryLine, 'record'> {
  /** Label and answer; empty where they were destroyed with the record. */
  said: [label: string, words: string][]
  steps: TakenStep[]
}

/** What waits in a book, the most urgent at the head. */
export interface BookView {
  page: 'book'
  book: Book
  staff: Staff
  now: number
  lines: EntryLine[]
  /** The address of the lines after these. */
  next?: string
}

/** 墙上一张: the same for paper. */
export interface BookWallView extends Omit<BookView, 'page'> {
  page: 'book-wall'
}

/** One entry at the desk. */
export interface BookEntryView {
  page: 'book-entry'
  book: Book
  staff: Staff
  now: number
  entry: OpenedEntry
  record: MaskedLine
  /** Of the step that may follow. */
  key: string
  /** The step that may still be taken back by who looks. */
  undo?: string
  outcome?: 'taken' | 'undone' | 'late'
  wrong?: 'step' | 'words' | 'reason'
  typed?: { step: string; words: string }
  /** Most characters of what is written with a step. */
  longest: number
  status?: 200 | 409 | 422
}

/** What the holder of a record wrote into a book, and the form for something new. */
export interface OwnBookView {
  page: 'own-book'
  book: Book
  pass: string
  village: string
  /** The village goes by another record of the same household. */
  aside?: boolean | undefined
  entries: OpenedEntry[]
  /** Of the entry that may follow. */
  key: string
  /** The one that was just kept. */
  kept?: OpenedEntry
  raw: Raw
  errors: Errors
  /** As many wait as may. */
  full?: boolean
  status?: 200 | 422
}
