/** The database as a thief or a restorer finds it: a file in a folder, to be copied, read and exported. */
import { cpSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Place } from './process.ts'

type Row = Record<string, null | number | bigint | string | Uint8Array>

/** Opens the product's database somewhere under `data`; no server may have it open. */
export function openIn(data: string): DatabaseSync {
  for (const file of globSync('**/*.sqlite', { cwd: data })) {
    const db = new DatabaseSync(join(data, file))
    if (db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'submission'").get()) return db
    db.close()
  }
  throw new Error(`no database with a table "submission" in ${data}`)
}

/** Copies the database's folder as it lies there, journal and all, so that looking changes nothing. Gives the copy's path. */
export function copyOf({ data, temporary }: Place): string {
  const copy = mkdtempSync(join(temporary, 'copy-'))
  cpSync(data, copy, { recursive: true })
  return copy
}

/** What `look` sees in a copy of the database. */
export function seenIn<Seen>(place: Place, look: (db: DatabaseSync) => Seen): Seen {
  const copy = copyOf(place)
  const db = openIn(copy)
  try {
    return look(db)
  } finally {
    db.close()
    rmSync(copy, { recursive: true })
  }
}

/** The first column of the only row. */
export function single(db: DatabaseSync, sql: string): unknown {
  return Object.values(db.prepare(sql).get() ?? {})[0]
}

/** Every table as SQL text, the way `.dump` and `wrangler d1 export` write it. */
export function exported(db: DatabaseSync): string {
  const tables = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").all() as Row[]
  return tables
    .flatMap(({ name, sql }) => {
      const rows = db.prepare(`SELECT * FROM "${name}"`).all() as Row[]
      return [`${sql};`, ...rows.map((row) => `INSERT INTO "${name}" VALUES(${Object.values(row).map(literal)});`)]
    })
    .join('\n')
}

function literal(value: Row[string]): string {
  if (value instanceof Uint8Array) return `X'${Buffer.from(value).toString('hex')}'`
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value ?? 'NULL')
}
