/** What the entry of papers hands to its pages; types only. */
import type { Errors, Form } from '#forms/form.ts'
import type { Raw } from '#forms/page.ts'
import type { Staff } from '#platform/principal.ts'
import type { ListColumn } from './columns.ts'
import type { Group } from './groups.ts'
import type { Placed, Sheet } from './sheet.ts'
import type { KeptList, ListRecord, Registered } from './store.ts'
import type { Unreadable } from './table/file.ts'

/** 代登记: for whom, and how. */
interface EntryHomeView {
  page: 'entry-home'
  staff: Staff
}

/** A record that was entered for somebody: now or by an earlier press, then maybe with other answers, or withdrawn since. */
export interface Entered {
  /** Of its row on the sheet. */
  number?: number
  id?: string
  /** Masked. */
  name: string
  village: string
  reference?: string
  /** What was told is for the clinic, which must be called now. */
  urgent?: boolean
  /** What on its row could not be read, or nobody asks: kept as notes, to be asked about. */
  notes?: string[]
  became: 'kept' | 'other' | 'gone'
}

/** Whom a row may be: somebody above it on the sheet, or a record that the desk may see. */
export type Twin = { row: number; record?: never } | { record: Registered; row?: never }

/** A sheet of many rows. */
export interface EntryListView {
  page: 'entry-list'
  staff: Staff
  form: Form
  /** That may be chosen. */
  villages: string[]
  sheet: Sheet
  errors: Errors
  /** What cannot be read where it need not be; kept as a note if it stays. */
  doubts?: Errors
  /** Rows, by their numbers, that may be somebody who is registered already. */
  twins?: Record<string, Twin>
  /** The same word, wrong in many rows. */
  groups?: Group[]
  /** There are rows that could be kept while the wrong ones stay. */
  part: boolean
  result?: 'blank' | 'away' | undefined
  /** Somebody came to send a file or to paste. */
  table?: boolean
  /** Why the chosen file was not read: what it is, that something is pasted already, or that another button was pressed. */
  file?: Unreadable | 'both' | 'unsent'
  placed?: Placed
  /** What was kept by this press, whose cards can be printed now. */
  entered: Entered[]
  status?: 200 | 422 | 503
}

/** 这一列是什么: asked before anything of a list is put into rows. */
export interface EntryColumnsView {
  page: 'entry-columns'
  staff: Staff
  form: Form
  columns: ListColumn[]
  /** Indexes of columns that would answer one question twice. */
  wrong: number[]
  /** What every row must have and no column gives. */
  missing: string[]
  rows: number
  /** Lines that are nobody. */
  passed: string[]
  /** What is carried on: the list as it was pasted, and the sheet. */
  pasted: string
  raw: Raw
  /** Somebody said already what the columns are. */
  pressed: boolean
  status: 200 | 422
}

/** 撤销一张名单: the lists that somebody entered, one of them looked at, or undone. */
export interface EntryListsView {
  page: 'entry-lists'
  staff: Staff
  /** How many days a list may be undone. */
  days: number
  lists: KeptList[]
  /** One list: how many records go, which stay and why, and for how many of those that go the clinic is still rung. */
  one?: { at: number; going: number; staying: ListRecord[]; ringing: number }
  /** How many went by this press; what stays is named in `one`. */
  undone?: number
  status?: 200 | 404
}

/** The numbers, and cards to hand out. */
export interface EntryDoneView {
  page: 'entry-done'
  staff: Staff
  form: Form
  entered: Entered[]
}

export type EntryView = EntryHomeView | EntryListView | EntryColumnsView | EntryListsView | EntryDoneView
