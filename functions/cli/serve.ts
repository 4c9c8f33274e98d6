/** Serves the built site and Worker on workerd, with D1 in a folder of this machine. */
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare, Response } from 'miniflare'
import { unstable_splitSqlQuery as statementsIn, unstable_getMiniflareWorkerOptions as workerOptionsOf } from 'wrangler'
import { RING } from '#platform/key-ring.ts'
import { openVault, type Secrets } from '#platform/vault.ts'
import { root } from './here.ts'
import { migrations } from './migrations.ts'
import { indexName, loadIndex } from './search.ts'

export interface Serving {
  url: string
  db: D1Database
  /** Lets the Worker do what the timer does; false where something of it failed. Nobody can ask for it over HTTP. */
  tick(): Promise<boolean>
  /** Gives the running Worker another ring of seal keys; it uses it within seconds, and no request fails. */
  useRing(ring: string): void
  stop(): Promise<void>
}

/** Starts serving `dist/`, or a build elsewhere. `data` is the folder of the database; port 0 takes any free one. */
export async function serve({
  port,
  host,
  data,
  secrets,
  dist = join(root, 'dist'),
}: {
  port: number
  host: string
  data: string
  secrets: Secrets
  dist?: string
}): Promise<Serving> {
  const server = join(dist, 'server')
  const { workerOptions } = workerOptionsOf(join(server, 'wrangler.json'))
  const modules = readdirSync(server, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.mjs') && file !== 'entry.mjs',
  )
  // Nobody else on this machine has business in the database.
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const own = await openVault(secrets)
  let ring = secrets.SEAL_KEYS
  const options = convertV4MiniflareOptions({
    host,
    port,
    cf: false,
    log: new Log(LogLevel.ERROR),
    logRequests: false,
    resourcePersistencePath: data,
    workers: [
      {
        ...workerOptions,
        name: 'shouwang',
        modulesRoot: server,
        modules: ['entry.mjs', ...modules].map((file) => ({ type: 'ESModule', path: join(server, file) })),
        // Sealed, because it goes over a port of this machine.
        serviceBindings: { KEYS: async () => new Response(await own.seal(RING, ring)) },
        bindings: {
          ...secrets,
          SEARCH_BUILD: indexName(),
          LOG: process.env['SHOUWANG_LOG'] ?? 'errors',
          ...accessSettings(),
        },
      },
    ],
  } as Parameters<typeof convertV4MiniflareOptions>[0])
  const miniflare = new Miniflare(options)
  const url = (await miniflare.ready).origin
  const db = (await miniflare.getD1Database('DB')) as unknown as D1Database
  await migrate(db)
  await loadIndex(db)
  const tick = async () => {
    const worker = await miniflare.getWorker('shouwang')
    return (await worker.scheduled({ scheduledTime: new Date() })).outcome === 'ok'
  }
  const useRing = (other: string) => {
    ring = other
  }
  return { url, db, useRing, tick, stop: () => miniflare.dispose() }
}

/** Wrangler's own table of the migrations that a database has seen. */
export const LEDGER =
  'CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)'

/**
 * Applies the migrations that this database has not seen, each whole or not at all. Throws where it has seen one that is
 * not among these sources: nobody knows what is in it.
 */
export async function migrate(db: D1Database): Promise<string[]> {
  await db.prepare(LEDGER).run()
  const { results } = await db.prepare('SELECT name FROM d1_migrations').all<{ name: string }>()
  const seen = new Set(results.map(({ name }) => name))
  const files = migrations()
  const foreign = [...seen].find((name) => !files.some((file) => file.name === name))
  if (foreign)
    throw new Error(`This database was made by other sources, which had ${foreign}. Start with another folder for it.`)
  const due = files.filter(({ name }) => !seen.has(name))
  for (const { name, sql } of due) {
    const statements = statementsIn(sql).map((statement) => db.prepare(statement))
    await db.batch([...statements, db.prepare('INSERT INTO d1_migrations (name) VALUES (?1)').bind(name)])
  }
  return due.map(({ name }) => name)
}

/** Cloudflare Access may stand before a server of one's own too, by its tunnel. */
function accessSettings(): Record<string, string> {
  const names = ['ACCESS_TEAM', 'ACCESS_AUD']
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
}
