/** An empty database of ours on Node's own SQLite. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { root } from './here.ts'

/** Made by our migrations, in the file `path` or, where it is `:memory:`, nowhere. */
export function emptyAt(path: string): DatabaseSync {
  const db = new DatabaseSync(path)
  const folder = join(root, 'functions', 'migrations')
  for (const name of readdirSync(folder).sort()) db.exec(readFileSync(join(folder, name), 'utf8'))
  return db
}
