/** What a store would do to a database, as SQL text for a database that is reached only by files of SQL. */

type Value = string | number | null | Uint8Array

/** The statements that `act` runs, with their values written into them. Only for acts that ask nothing of the answer. */
export async function inlined(act: (db: D1Database) => Promise<unknown>): Promise<string> {
  const written: string[] = []
  const db = {
    prepare: (sql: string) => ({
      bind: (...values: Value[]) => sql.replace(/\?(\d+)/g, (_, at) => literal(values[Number(at) - 1] ?? null)),
    }),
    batch: async (statements: string[]) => {
      written.push(...statements.map((statement) => `${statement};`))
      return []
    },
  }
  await act(db as unknown as D1Database)
  return `${written.join('\n')}\n`
}

function literal(value: Value): string {
  if (value instanceof Uint8Array) return `X'${Buffer.from(value).toString('hex')}'`
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value ?? 'NULL')
}
