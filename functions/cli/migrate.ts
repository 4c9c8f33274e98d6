/** Brings a database to the schema of these sources. */
import type { Migration } from './migrations.ts'

/** Wrangler's own table of the migrations that a database has seen. */
export const LEDGER =
  'CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)'

/**
 * Applies the migrations that this database has not seen, each whole or not at all. Throws where it has seen one that is
 * not among these sources: nobody knows what is in it.
 */
export async function migrate(db: D1Database, files: Migration[]): Promise<string[]> {
  await db.prepare(LEDGER).run()
  const { results } = await db.prepare('SELECT name FROM d1_migrations').all<{ name: string }>()
  const seen = new Set(results.map(({ name }) => name))
  const foreign = [...seen].find((name) => !files.some((file) => file.name === name))
  if (foreign)
    throw new Error(`This database was made by other sources, which had ${foreign}. Start with another folder for it.`)
  const due = files.filter(({ name }) => !seen.has(name))
  for (const { name, statements } of due) {
    const each = statements.map((statement) => db.prepare(statement))
    await db.batch([...each, db.prepare('INSERT INTO d1_migrations (name) VALUES (?1)').bind(name)])
  }
  return due.map(({ name }) => name)
}
