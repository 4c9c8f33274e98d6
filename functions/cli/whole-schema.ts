/** The schema as a database has it, in an order to be read: each table and view with its indexes, and what happens when it changes. */
import type { DatabaseSync } from 'node:sqlite'
import { migrations } from './migrations.ts'

/** A table, a view, an index or a trigger. */
interface Part {
  name: string
  sql: string
  /** Why it is there: the comment above it in its migration, which a database does not keep; mostly empty. */
  why: string
}

/** Everything that our migrations made; what SQLite keeps for itself is left out, such as the tables of a full-text index. */
export function schemaOf(db: DatabaseSync): Part[] {
  const sql = `SELECT part.name, part.sql FROM sqlite_schema AS part
    JOIN sqlite_schema AS owner ON owner.name = part.tbl_name AND owner.type IN ('table', 'view')
    JOIN pragma_table_list AS list ON list.schema = 'main' AND list.name = owner.name AND list.type IN ('table', 'virtual', 'view')
    WHERE part.sql IS NOT NULL AND owner.name NOT LIKE 'sqlite~_%' ESCAPE '~'
    ORDER BY owner.rowid, CASE WHEN part.type IN ('table', 'view') THEN 1 WHEN part.type = 'index' THEN 2 ELSE 3 END, part.rowid`
  const files = migrations()
    .map((file) => file.sql)
    .join('\n')
  const parts = db.prepare(sql).all() as unknown as Omit<Part, 'why'>[]
  return parts.map(({ name, sql }) => ({ name, sql, why: commentAbove(files, name) }))
}

function commentAbove(files: string, name: string): string {
  const made = new RegExp(`((?:^--.*\\n)*)^CREATE (?:UNIQUE |VIRTUAL )?(?:TABLE|VIEW|INDEX|TRIGGER) ${name}\\b`, 'm')
  return made.exec(files)?.[1] ?? ''
}
