/**
 * D1 on Node's own SQLite, for programs that do in a minute what takes the bridge to workerd an hour; one connection, whole
 * batches, and the errors and shapes that our stores meet. test/faults/fortnight-d1.test.ts holds it against the real one.
 */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'

type Row = Record<string, unknown>

/** Runs one statement; throws as D1 does. */
type Run = (sql: string, values: unknown[]) => D1Result

/** This database as the Worker is given one. */
export function d1On(db: DatabaseSync): D1Database {
  const known = new Map<string, StatementSync>()
  const total = db.prepare('SELECT total_changes() AS n')
  const countOf = () => Number(total.get()?.['n'])
  const run: Run = (sql, values) => {
    try {
      const statement = known.get(sql) ?? db.prepare(sql)
      known.set(sql, statement)
      const expected = Math.max(0, ...Array.from(sql.matchAll(/\?(\d+)/g), ([, n]) => Number(n)))
      if (values.length !== expected) throw new Error('Wrong number of parameter bindings for SQL query.')
      const before = countOf()
      const rows = statement.all(...values.map(inward)).map(outward)
      const changes = countOf() - before
      return { success: true, results: rows, meta: { changes, changed_db: changes > 0 } } as unknown as D1Result
    } catch (error) {
      throw new Error(`D1_ERROR: ${error instanceof Error ? error.message : error}`)
    }
  }
  const made = {
    prepare: (sql: string) => new Statement(run, sql, []),
    // All or nothing, as D1 promises.
    batch: async (statements: Statement[]) => {
      db.exec('BEGIN IMMEDIATE')
      try {
        const results = statements.map((each) => each.now())
        db.exec('COMMIT')
        return results
      } catch (error) {
        db.exec('ROLLBACK')
        throw error
      }
    },
    close: () => db.close(),
  }
  return made as unknown as D1Database
}

class Statement {
  readonly #run: Run
  readonly #sql: string
  readonly #values: unknown[]

  constructor(run: Run, sql: string, values: unknown[]) {
    this.#run = run
    this.#sql = sql
    this.#values = values
  }

  bind(...values: unknown[]): Statement {
    if (values.includes(undefined))
      throw new Error("D1_TYPE_ERROR: Type 'undefined' not supported for value 'undefined'")
    return new Statement(this.#run, this.#sql, values)
  }

  now(): D1Result {
    return this.#run(this.#sql, this.#values)
  }

  async all(): Promise<D1Result> {
    return this.now()
  }

  async run(): Promise<D1Result> {
    return this.now()
  }

  async first(column?: string): Promise<unknown> {
    const [row] = this.now().results as Row[]
    if (!row) return null
    if (column === undefined) return row
    if (!(column in row)) throw new Error(`D1_COLUMN_NOTFOUND: Column not found (${column})`)
    return row[column]
  }
}

function inward(value: unknown): SQLInputValue {
  if (value instanceof ArrayBuffer) return new Uint8Array(value)
  return typeof value === 'boolean' ? Number(value) : (value as SQLInputValue)
}

// Bytes come out of D1 as a list of numbers.
function outward(row: Row): Row {
  const entries = Object.entries(row)
  return Object.fromEntries(entries.map(([name, value]) => [name, value instanceof Uint8Array ? [...value] : value]))
}
