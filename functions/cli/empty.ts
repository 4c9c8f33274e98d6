/** An empty database of ours on Node's own SQLite. */
import { DatabaseSync } from 'node:sqlite'
import { migrations } from './migrations.ts'

/** Made by our migrations, in the file `path` or, where it is `:memory:`, nowhere. */
export function emptyAt(path: string): DatabaseSync {
  const db = new DatabaseSync(path)
  for (const { sql } of migrations()) db.exec(sql)
  return db
}
