/** Every act that the audit knows, one row each; every list of some of them is derived from here, and src/words/acts.ts says them in Chinese. */

interface ActRow {
  /** What it is done to: one record, or a list, a person at the desk or their device. */
  of: 'record' | 'desk'
  /** Somebody saw something: in a record's history those of one person on one day are one line. */
  look?: true
  /** The record is not what it was: whoever opened the page before is told who did it. */
  changes?: true
  /** So many that they would push out of a record's short history who looked at it. */
  frequent?: true
  /** The id in its line is a person's at the desk. */
  person?: true
  /** Most lines of all: the index `audit_by_act` leaves it out. */
  unindexed?: true
}

const acts = {
  keep: { of: 'record', unindexed: true },
  'enter-for': { of: 'record' },
  'enter-undo': { of: 'record' },
  open: { of: 'record', look: true, unindexed: true },
  correct: { of: 'record', changes: true },
  withdraw: { of: 'record' },
  purge: { of: 'record' },
  copy: { of: 'record' },
  look: { of: 'record', look: true },
  reveal: { of: 'record', look: true },
  verify: { of: 'record', changes: true },
  contact: { of: 'record' },
  note: { of: 'record' },
  close: { of: 'record', changes: true },
  merge: { of: 'record', changes: true },
  split: { of: 'record', changes: true },
  apart: { of: 'record' },
  assign: { of: 'record', changes: true },
  'check-in': { of: 'record', frequent: true },
  'entry-write': { of: 'record' },
  'entry-look': { of: 'record' },
  'entry-step': { of: 'record' },
  'entry-undo': { of: 'record' },
  'alert-look': { of: 'record' },
  acknowledge: { of: 'record' },
  transfer: { of: 'record' },
  'transfer-back': { of: 'record' },
  'alert-close': { of: 'record' },
  'alert-reopen': { of: 'record' },
  observe: { of: 'record' },
  certify: { of: 'record' },
  'certificate-check': { of: 'record', look: true, frequent: true },
  'checkpoint-look': { of: 'record', look: true },
  pass: { of: 'record' },
  list: { of: 'desk' },
  search: { of: 'desk' },
  export: { of: 'desk' },
  invite: { of: 'desk', person: true },
  enrol: { of: 'desk' },
  try: { of: 'desk' },
  enter: { of: 'desk' },
  leave: { of: 'desk' },
  'leave-all': { of: 'desk', person: true },
  remove: { of: 'desk' },
  revoke: { of: 'desk', person: true },
  unlock: { of: 'desk', person: true },
  audit: { of: 'desk' },
  alarm: { of: 'desk' },
} as const satisfies Record<string, ActRow>

export type Act = keyof typeof acts

/** The acts whose row says `Said`, as `{ look: true }`. */
export type ActThat<Said extends Partial<ActRow>> = {
  [A in Act]: (typeof acts)[A] extends Said ? A : never
}[Act]

export type RecordAct = ActThat<{ of: 'record' }>
export type DeskAct = ActThat<{ of: 'desk' }>

type Trait = Exclude<keyof ActRow, 'of'>

/** Whether the row of `act` says so; a line that another version of this site wrote may have an act without a row. */
export function isAct(act: Act, trait: Trait): boolean {
  const row: ActRow | undefined = acts[act]
  return row?.[trait] === true
}

/** Every act of which its row says so, in the order of the table. */
export function actsThat(trait: Trait): Act[] {
  return allActs.filter((act) => isAct(act, trait))
}

/** Every act, in the order of the table. */
export const allActs = Object.keys(acts) as Act[]

/** The act of this name; undefined where there is none. */
export function actNamed(name: string): Act | undefined {
  return allActs.find((act) => act === name)
}
