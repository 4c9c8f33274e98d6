/** A database's file, asked as the Worker asks D1 and only to be read: a server may have it open, and nothing is changed. */
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { databaseIn } from './snapshot.ts'

/** The product's database somewhere under `data`; undefined where there is none. */
export function readingIn(data: string): { db: D1Database; close(): void } | undefined {
  const file = databaseIn(data)
  if (!file) return undefined
  const source = new DatabaseSync(file, { readOnly: true })
  const prepare = (sql: string, values: SQLInputValue[] = []) => ({
    bind: (...bound: SQLInputValue[]) => prepare(sql, bound),
    all: async () => ({ results: source.prepare(sql).all(...values) }),
  })
  return { db: { prepare } as unknown as D1Database, close: () => source.close() }
}
