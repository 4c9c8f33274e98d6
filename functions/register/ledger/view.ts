/** What the ledger hands to its pages; types only. */
import type { Stage } from '#forms/exported.ts'
import type { Form } from '#forms/form.ts'
import type { Day } from '#platform/clock.ts'
import type { Staff, ViewOf } from '#platform/principal.ts'
import type { Correction } from '../submissions/changes.ts'
import type { LedgerMovedView } from './correction/view.ts'
import type { Filter } from './filter.ts'
import type { Happening } from './history.ts'
import type { RecordLimits } from './limits.ts'
import type { Sought } from './lookup.ts'
import type { MaskedLine, SaidSection } from './masked.ts'
import type { Pair, SideView } from './merge/beside.ts'
import type { Often } from './reveal.ts'
import type { Contact } from './store/found.ts'

/** A call, visit or note; its words may name people, so they are masked with the rest. */
export type Call = Pick<Contact, 'at' | 'role' | 'outcome'> & { noted: boolean; note?: string }

/** Who may answer for a household. */
export interface Keeper {
  id: string
  name: string
}

/** 登记台账: masked lines, of a list or of a look-up. */
export interface LedgerView extends ViewOf<'export'> {
  page: 'ledger'
  /** Households are given to them, so there is a list of their own. */
  own: boolean
  /** That may be chosen. */
  villages: string[]
  filter: Filter
  lines: MaskedLine[]
  today: Day
  /** The address of the lines after these. */
  next?: string
  /** Of a look-up: by what, whether there is more than fits, and where nobody was found, what was typed. */
  found?: { by: Sought['by'] | 'nothing'; more: boolean; typed?: string }
  /** How many lines a page has. */
  most: number
  status?: 200 | 422
}

/** One record at the desk; `said` is masked unless `revealed`. */
export interface LedgerRecordView
  extends ViewOf<'reveal' | 'correct' | 'note' | 'verify' | 'close' | 'assign' | 'merge'> {
  page: 'ledger-record'
  id: string
  form: string
  /** Its people are observed, or were. */
  observed: boolean
  /** It is of a volunteer, and somebody of that name is in observation now. */
  atHome: boolean
  village: string
  stage: Stage
  revision: number
  source: string
  receivedAt: number
  /** When it was written on paper, where it was. */
  observedAt: number | null
  /** The last four digits of its number. */
  tail: string
  said: SaidSection[]
  calls: Call[]
  /** Corrections, latest first; from what to what only where it is revealed. */
  changes: Correction[]
  history: Happening[]
  /** The village goes by another record of the same household: `into`, which may be out of sight. */
  aside: boolean
  into: string
  /** The record it was put aside for, or those that were put aside for it; of the villages that are theirs. */
  beside: { id: string; source: string; receivedAt: number }[]
  /** Somebody of this one stands in them too, under the same phone or only by name; of the villages that are theirs. */
  alike: { line: MaskedLine; phone: boolean }[]
  /** Who stands there as the one who answers for the household, as it was seen; counts only if among `keepers`. */
  assigned: string
  keepers: Keeper[]
  /** The id of the call or note that may be kept next, so that a second press keeps it once. */
  call: string
  limits: RecordLimits
  revealed?: { until: number; reference: string; phone: string; leave: string; often?: Often }
  /** What was just done, or why not. */
  result?: RecordResult
  /** What was corrected just now is for the clinic, which must be called. */
  urgent?: boolean
  /** Who changed it meanwhile, and how. */
  by?: Happening
  /** What was typed or chosen and not kept. */
  note?: string
  chosen?: string
  status?: 200 | 409 | 422 | 429
}
type RecordResult =
  | ('verify' | 'close' | 'correct' | 'contact' | 'noted' | 'merge' | 'split' | 'apart' | 'assign')
  | ('changed' | 'reason' | 'quota' | 'unchosen' | 'note' | 'long' | 'blank' | 'nobody')

/** 找另一份: which record may be of the same household. */
export interface LedgerSameView {
  page: 'ledger-same'
  staff: Staff
  /** The record that is looked at. */
  line: MaskedLine
  samePhone: MaskedLine[]
  sameDay: MaskedLine[]
  result?: 'none' | 'nothing'
  /** The number that nothing was found by, as it was typed. */
  sought?: string
  status?: 200 | 422
}

/** Two records side by side, masked: the one that was looked at, and the other. */
export interface LedgerBesideView {
  page: 'ledger-beside'
  staff: Staff
  sides: [SideView, SideView]
  pairs: Pair[]
  result?: 'which' | 'changed' | 'nested'
  /** Of which of the two somebody changed something meanwhile, and who did what. */
  changed?: { tail: string; by?: Happening }[]
  /** One of them was put aside meanwhile: there is nothing to choose. */
  closed?: boolean
  status?: 200 | 409 | 422
}

/** 登记卡, to print and hand out. */
export interface LedgerCardView {
  page: 'ledger-card'
  staff: Staff
  id: string
  form: Form
  reference: string
  /** Masked. */
  name: string
  village: string
}

/** Every page of the ledger. */
export type LedgerDeskView =
  | LedgerView
  | LedgerRecordView
  | LedgerCardView
  | LedgerSameView
  | LedgerBesideView
  | LedgerMovedView
