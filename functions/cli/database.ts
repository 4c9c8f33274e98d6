/** The database in a folder of this machine, for a command that runs while no server does. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare'
import { unstable_getMiniflareWorkerOptions as workerOptionsOf } from 'wrangler'
import { root } from './here.ts'
import { migrate } from './migrate.ts'
import { splitNow } from './prepared.ts'

export async function openDatabase(data: string): Promise<{ db: D1Database; close(): Promise<void> }> {
  const { d1Databases, compatibilityDate } = workerOptionsOf(join(root, 'wrangler.toml')).workerOptions
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const options = convertV4MiniflareOptions({
    cf: false,
    log: new Log(LogLevel.ERROR),
    resourcePersistencePath: data,
    workers: [{ name: 'shouwang', modules: true, script: '', compatibilityDate, d1Databases }],
  } as Parameters<typeof convertV4MiniflareOptions>[0])
  const miniflare = new Miniflare(options)
  const db = (await miniflare.getD1Database('DB')) as unknown as D1Database
  await migrate(db, await splitNow())
  return { db, close: () => miniflare.dispose() }
}
