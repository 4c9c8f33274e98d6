/** A database with our tables behind a Worker that times what it is sent there, where the product's own statements run. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare'
import { migrate } from '../../functions/cli/serve.ts'

export interface Statement {
  sql: string
  values: unknown[]
}

// Runs a statement some times and says how many milliseconds one took, how many rows came back, and how many were read.
const worker = `
export default {
  async fetch(request, env) {
    const { sql, values, times } = await request.json()
    const began = performance.now()
    let answer
    for (let time = 0; time < times; time++) answer = await env.DB.prepare(sql).bind(...values).all()
    return Response.json({ ms: (performance.now() - began) / times, rows: answer.results.length, read: answer.meta.rows_read })
  },
}`

export async function timing() {
  const folder = mkdtempSync(join(tmpdir(), 'shouwang-bench-'))
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      ...{ host: '127.0.0.1', port: 0, cf: false, log: new Log(LogLevel.ERROR), logRequests: false },
      resourcePersistencePath: folder,
      name: 'bench',
      modules: [{ type: 'ESModule', path: 'bench.mjs', contents: worker }],
      compatibilityDate: '2026-10-19',
      compatibilityFlags: ['nodejs_compat'],
      d1Databases: { DB: 'bench' },
    } as Parameters<typeof convertV4MiniflareOptions>[0]),
  )
  const url = (await miniflare.ready).origin
  const db = (await miniflare.getD1Database('DB')) as unknown as D1Database
  await migrate(db)
  const run = async (statement: Statement, times = 10) => {
    const answer = await fetch(url, { method: 'POST', body: JSON.stringify({ ...statement, times }) })
    return (await answer.json()) as { ms: number; rows: number; read: number }
  }
  const stop = async () => {
    await miniflare.dispose()
    rmSync(folder, { recursive: true })
  }
  return { db, run, stop }
}

/** What `ask` sends to the database, caught on its way; every read finds nothing. */
export async function statementsOf(ask: (db: D1Database) => Promise<unknown>): Promise<Statement[]> {
  const caught: Statement[] = []
  const prepare = (sql: string) => ({
    bind: (...values: unknown[]) => {
      caught.push({ sql, values })
      return { all: async () => ({ results: [] }), first: async () => null, run: async () => ({}) }
    },
  })
  await ask({ prepare, batch: async () => [] } as unknown as D1Database)
  return caught
}
