/** Every column that holds something sealed, and where in it each value belongs. */
import type { SealContext } from '#platform/vault.ts'

export interface SealedColumn {
  table: string
  column: string
  /** The columns of its primary key. */
  key: readonly string[]
  /** The place for which it was sealed: a name, and in SQL the id and the third part, mostly the village, where it has one. */
  name: string
  id: string
  village?: string
}

/** A table that is not here keeps the old key for ever; the tests hold this against the schema. */
export const places: readonly SealedColumn[] = [
  { table: 'submission', column: 'sealed', key: ['id'], name: 'submission', id: 'id', village: 'village' },
  // Moved here as it was sealed, so it still belongs to the submission.
  {
    ...{ table: 'submission_revision', column: 'sealed', key: ['submission', 'revision'] },
    ...{ name: 'submission', id: 'submission', village: 'village' },
  },
  { table: 'contact', column: 'sealed', key: ['id'], name: 'contact', id: 'id', village: 'village' },
  {
    ...{ table: 'care_request', column: 'sealed', key: ['id'] },
    ...{ name: 'care_request', id: 'id', village: 'coalesce(sealed_for, village)' },
  },
  // What is decided for several people at once is sealed once, under the key that their ids begin with.
  {
    ...{ table: 'observation_change', column: 'sealed', key: ['seq'] },
    ...{ name: 'observation_change', id: 'substr(id, 1, 22)', village: 'village' },
  },
  {
    ...{ table: 'check_in', column: 'sealed', key: ['key', 'person'] },
    ...{ name: 'check_in', id: "key || '-' || person", village: 'village' },
  },
  { table: 'certificate', column: 'sealed', key: ['id'], name: 'certificate', id: 'id', village: 'village' },
  // What people ask for belongs to the record, wherever that moves.
  { table: 'request', column: 'sealed', key: ['id'], name: 'request', id: 'id', village: 'submission' },
  { table: 'request', column: 'answer', key: ['id'], name: 'request-answer', id: 'id', village: 'submission' },
  { table: 'staff', column: 'name', key: ['id'], name: 'staff', id: 'id' },
]

export function placeOf({ name }: SealedColumn, id: string, village: string): SealContext {
  return [name, id, village]
}
