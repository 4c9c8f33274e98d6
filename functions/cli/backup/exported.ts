/**
 * The database at Cloudflare as a file like a snapshot. D1 exports no database with a virtual table, and stands still for
 * a while where somebody tries; so the index of the search, which every start makes anew, is left out by naming the rest.
 */
import { readFileSync, rmSync } from 'node:fs'
import { emptyAt } from '../empty.ts'
import { LEDGER } from '../migrate.ts'
import { Refused } from './refused.ts'
import { newSnapshot, type Snapshot } from './snapshot.ts'

// Of a build, not of a person: the pages that the search knows.
const derived = ['page', 'search_build']

/** What an export must name: every table of ours that is not the search's. */
export function tablesToExport(): string[] {
  const db = emptyAt(':memory:')
  const names = db
    .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'")
    .all()
    .map(({ name }) => String(name))
  db.close()
  return ['d1_migrations', ...names.filter((name) => !derived.includes(name))]
}

/** Has `write` put the rows of those tables into a file as SQL, and makes a database of them. */
export function snapshotOfExport(data: string, write: (file: string) => void): Snapshot {
  const { file, remove } = newSnapshot(data)
  // Also where `write` ends the program: nothing of people stays behind unsealed.
  process.once('exit', remove)
  try {
    const rows = `${file}.sql`
    write(rows)
    load(file, readFileSync(rows, 'utf8'))
    rmSync(rows)
  } catch (error) {
    remove()
    throw error
  }
  return { file, remove }
}

// Row by row as they stood: what triggers have counted comes with them and is not counted again.
function load(file: string, rows: string): void {
  const db = emptyAt(file)
  db.exec(`PRAGMA foreign_keys = OFF; ${LEDGER}`)
  const triggers = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all()
  for (const { name } of triggers) db.exec(`DROP TRIGGER "${name}"`)
  for (const table of tablesToExport()) db.exec(`DELETE FROM "${table}"`)
  db.exec(`BEGIN; ${rows}\n; COMMIT`)
  for (const { sql } of triggers) db.exec(String(sql))
  const torn = db.prepare('PRAGMA foreign_key_check').get()
  db.close()
  if (torn) throw new Refused('The export is cut off: a row in it belongs to a record that is not.')
}
