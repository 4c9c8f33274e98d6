/** Seals everything anew under the first key of the ring, in small steps while others write. */
import type { Vault } from '#platform/vault.ts'
import { placeOf, places, type SealedColumn } from './places.ts'

/** Rows a step: other requests wait for one step at most. */
const STEP = 200

type Key = string | number
interface Row {
  key: string
  id: string
  village: string
  /** Nothing where it stands under the first key already. */
  sealed: number[] | ArrayBuffer | null
}

/** How many sealed values there are. */
export async function countSealed(db: D1Database): Promise<number> {
  const counts = await db.batch<{ n: number }>(
    places().map(({ table, column }) => db.prepare(`SELECT count(${column}) AS n FROM ${table}`)),
  )
  return counts.reduce((sum, { results }) => sum + (results[0]?.n ?? 0), 0)
}

/** Goes once through everything. Gives how many values stood under another key than `first`, whether they could be changed or not. */
export async function resealOnce(
  db: D1Database,
  vault: Vault,
  first: number,
  passed: (n: number) => void,
): Promise<number> {
  let found = 0
  for (const place of places()) {
    let after: Key[] | undefined
    for (;;) {
      const rows = await page(db, place, first, after)
      const old = rows.filter(({ sealed }) => sealed !== null)
      if (old.length > 0) await db.batch(await Promise.all(old.map((row) => renewed(db, vault, place, row))))
      found += old.length
      passed(rows.length)
      const last = rows.at(-1)
      if (!last || rows.length < STEP) break
      after = JSON.parse(last.key)
    }
  }
  return found
}

async function page(db: D1Database, place: SealedColumn, first: number, after: Key[] | undefined): Promise<Row[]> {
  const { table, column, key, id, village = "''" } = place
  const beyond = after ? `AND (${key.join()}) > (${key.map((_, i) => `?${i + 3}`).join()})` : ''
  const { results } = await db
    .prepare(
      `SELECT json_array(${key.join()}) AS key, ${id} AS id, ${village} AS village,
         iif(hex(substr(${column}, 1, 1)) = ?1, NULL, ${column}) AS sealed
       FROM ${table} WHERE ${column} IS NOT NULL ${beyond} ORDER BY ${key.join()} LIMIT ?2`,
    )
    .bind(first.toString(16).padStart(2, '0').toUpperCase(), STEP, ...(after ?? []))
    .all<Row>()
  return results
}

// Only where it still is what was read: a correction or a withdrawal that came between stands.
async function renewed(db: D1Database, vault: Vault, place: SealedColumn, row: Row): Promise<D1PreparedStatement> {
  const { table, column, key } = place
  const was = new Uint8Array(row.sealed ?? [])
  const where = placeOf(place, row.id, row.village)
  const is = await vault.seal(where, await vault.open(where, was))
  return db
    .prepare(
      `UPDATE ${table} SET ${column} = ?1 WHERE ${column} = ?2 AND ${key.map((name, i) => `${name} = ?${i + 3}`).join(' AND ')}`,
    )
    .bind(is, was, ...JSON.parse(row.key))
}
