/** A database in a folder behind a Worker of its own, which runs the statements it is sent and says how long they took there. */
import { join } from 'node:path'
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare'
import { unstable_getMiniflareWorkerOptions as workerOptionsOf } from 'wrangler'
import { root } from '#cli/here.ts'

/** Bytes as base64, for the way to the Worker. */
type Value = unknown | { bytes: string }
/** One trip to the database: statements that go together. */
export type Trip = { sql: string; values: Value[] }[]

export interface Timed {
  /** Milliseconds that one of them took, in the middle. */
  ms: number
  /** The most rows that came back to one of them, and that one of them read. */
  rows: number
  read: number
}

const worker = `
const value = (said) => said?.bytes === undefined ? said : Uint8Array.from(atob(said.bytes), (sign) => sign.charCodeAt(0))
export default {
  async fetch(request, env) {
    const views = await request.json()
    let [rows, read] = [0, 0]
    const ready = views.map((trips) => trips.map((trip) => trip.map(({ sql, values }) => env.DB.prepare(sql).bind(...values.map(value)))))
    const began = performance.now()
    for (const trips of ready) {
      let [came, met] = [0, 0]
      for (const trip of trips) for (const { meta, results } of await env.DB.batch(trip)) {
        came += results.length
        met += meta.rows_read
      }
      rows = Math.max(rows, came)
      read = Math.max(read, met)
    }
    return Response.json({ ms: (performance.now() - began) / views.length, rows, read })
  },
}`

/** Serves the database in `data`. `run` does each of these views once, one after the other. */
export async function timing(data: string): Promise<{ run(views: Trip[][]): Promise<Timed>; stop(): Promise<void> }> {
  const { d1Databases, compatibilityDate } = workerOptionsOf(join(root, 'wrangler.toml')).workerOptions
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      ...{ host: '127.0.0.1', port: 0, cf: false, log: new Log(LogLevel.ERROR), logRequests: false },
      resourcePersistencePath: data,
      workers: [
        {
          name: 'shouwang',
          modules: [{ type: 'ESModule', path: 'bench.mjs', contents: worker }],
          ...{ compatibilityDate, d1Databases },
        },
      ],
    } as Parameters<typeof convertV4MiniflareOptions>[0]),
  )
  const url = (await miniflare.ready).origin
  const run = async (views: Trip[][]) => {
    const answer = await fetch(url, { method: 'POST', body: JSON.stringify(views) })
    if (!answer.ok) throw new Error(await answer.text())
    return (await answer.json()) as Timed
  }
  return { run, stop: () => miniflare.dispose() }
}

/** The trips that `ask` makes to the database, caught on their way. */
export async function tripsOf(ask: (db: D1Database) => Promise<unknown>): Promise<Trip[]> {
  const trips: Trip[] = []
  const answer = { results: [{}], meta: {} }
  const send = (trip: Trip) => trips.push(trip)
  const prepare = (sql: string) => ({
    bind: (...values: unknown[]) => {
      const statement = { sql, values: values.map(sent) }
      return {
        ...{ statement },
        all: async () => send([statement]) && { results: [] },
        first: async () => send([statement]) && null,
      }
    },
  })
  const batch = async (statements: { statement: Trip[number] }[]) => {
    send(statements.map(({ statement }) => statement))
    return statements.map(() => answer)
  }
  await ask({ prepare, batch } as unknown as D1Database)
  return trips
}

function sent(value: unknown): Value {
  return value instanceof Uint8Array ? { bytes: Buffer.from(value).toString('base64') } : value
}
