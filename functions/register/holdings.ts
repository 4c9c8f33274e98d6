/** What hangs on a record: the one list by which its rows are sealed anew, overwritten and destroyed. */
import { township } from '#forms/township.ts'

/**
 * A table whose column `submission` points at a record. When the holder withdraws, or the time is over, whatever was said
 * is overwritten first: only freed, the bytes would lie in the file until other rows happen to cover them.
 */
export interface Holding {
  /** Of each sealed column the context for which it was sealed (see vault.ts): a name, and in SQL the two other parts. */
  sealed?: Record<string, readonly [name: string, id: string, village: string]>
  /** Its primary key, by which all that is sealed is gone through; `id` where it is left out. */
  key?: readonly string[]
  /** Numbers that stand in the clear for SQL to see, with what each is overwritten. */
  overwritten?: Record<string, number>
  /** What becomes of a row at withdrawal beside being emptied: it goes, or in SQL what is set (?2 is the moment). It stays to be counted. */
  withdrawn?: 'goes' | `${string} = ${string}`
}

const escalateMs = township.observation.escalateMinutes * 60_000

/** By table. Plain names of SQL, so that a room above is named here and not imported. A test holds it against the schema. */
export const holdings: Record<string, Holding> = {
  // Moved here as it was sealed, so it still belongs to the record.
  submission_revision: {
    sealed: {
      sealed: ['submission', 'submission', 'village'],
      why: ['correction', "submission || '-' || revision", 'village'],
    },
    ...{ key: ['submission', 'revision'], withdrawn: 'goes' },
  },
  contact: { sealed: { sealed: ['contact', 'id', 'village'] } },
  // Written with a step of an entry; and the entries of all books, which are over with the record where they wait.
  entry_step: { sealed: { sealed: ['entry_step', 'id', 'entry'] } },
  entry: {
    sealed: { sealed: ['entry', 'id', 'submission'] },
    withdrawn: "step = iif(waits, 'withdrawn', step), waits = 0",
  },
  // That somebody reported stays to be counted, what they reported does not.
  check_in: {
    ...{ sealed: { sealed: ['check_in', "key || '-' || person", 'village'] }, key: ['key', 'person'] },
    overwritten: { temperature: 340 },
  },
  // What is decided for several people at once is sealed once, under the key that their ids begin with.
  observation_change: { sealed: { sealed: ['observation_change', 'substr(id, 1, 22)', 'village'] }, key: ['seq'] },
  // That one waited too long for the clinic stays on record, see functions/protection/alerts/state.ts.
  alert: {
    ...{ sealed: { sealed: ['alert', 'submission', 'CAST(person AS TEXT)'] }, overwritten: { temperature: 340 } },
    withdrawn: `closed_at = coalesce(closed_at, ?2), escalated_at = coalesce(escalated_at, iif(closed_at IS NULL
      AND acknowledged_at IS NULL AND opened_at + ${escalateMs} <= ?2, opened_at + ${escalateMs}, NULL))`,
  },
  certificate: {
    sealed: { sealed: ['certificate', 'id', 'village'] },
    withdrawn: 'revoked_at = coalesce(revoked_at, ?2)',
  },
  checkpoint_pass: { overwritten: { temperature: 340 } },
}

/** The columns of what was said. */
export function personal({ sealed = {}, overwritten = {} }: Holding): string[] {
  return [...Object.keys(sealed), ...Object.keys(overwritten)]
}

/** What covers them, as SQL to be set; empty where there is nothing to cover. */
export function covering(held: Holding): string {
  const other = (column: string) => held.overwritten?.[column] ?? `zeroblob(length(${column}))`
  return personal(held)
    .map((column) => `${column} = iif(${column} IS NULL, NULL, ${other(column)})`)
    .join(', ')
}
