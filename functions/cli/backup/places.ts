/** Every column that holds something sealed, and where in it each value belongs. */
import type { SealContext } from '#platform/vault.ts'
import { holdings } from '#register/holdings.ts'

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

/** What is not here keeps the old key for ever; the tests hold this against the schema. */
export const places = (): SealedColumn[] => [
  { table: 'submission', column: 'sealed', key: ['id'], name: 'submission', id: 'id', village: 'village' },
  ...Object.entries(holdings).flatMap(([table, { sealed = {}, key = ['id'] }]) =>
    Object.entries(sealed).map(([column, [name, id, village]]) => ({ table, column, key, name, id, village })),
  ),
  { table: 'nameless_alert', column: 'sealed', key: ['id'], name: 'nameless_alert', id: 'id', village: 'village' },
  { table: 'staff', column: 'name', key: ['id'], name: 'staff', id: 'id' },
]

export function placeOf({ name }: SealedColumn, id: string, village: string): SealContext {
  return [name, id, village]
}
