/** An empty database in memory with our migrations, for worlds by the thousand. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { d1On } from '../../../functions/cli/d1.ts'
import { root } from '../../../functions/cli/here.ts'

export function newDatabase(): D1Database {
  const db = new DatabaseSync(':memory:')
  const folder = join(root, 'functions', 'migrations')
  for (const name of readdirSync(folder).sort()) db.exec(readFileSync(join(folder, name), 'utf8'))
  return d1On(db)
}
