/** Serves the built site and Worker on workerd, with D1 in a folder of this machine. */
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare, Response } from 'miniflare'
import { RING } from '#platform/key-ring.ts'
import { openVault, type Secrets } from '#platform/vault.ts'
import { root } from './here.ts'
import { migrate } from './migrate.ts'
import { prepared } from './prepared.ts'
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
  const { worker, migrations } = prepared(dist)
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
        ...worker,
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
  await migrate(db, migrations)
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

/** Cloudflare Access may stand before a server of one's own too, by its tunnel. */
function accessSettings(): Record<string, string> {
  const names = ['ACCESS_TEAM', 'ACCESS_AUD']
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
}
