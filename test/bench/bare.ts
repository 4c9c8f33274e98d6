/** The least that can store a submission: a Worker that parses the JSON and does one INSERT into a table with one index. */
import { join } from 'node:path'
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare'
import { unstable_getMiniflareWorkerOptions as workerOptionsOf } from 'wrangler'
import { root } from '#cli/here.ts'

const worker = `
export default {
  async fetch(request, env) {
    const body = await request.json()
    const id = crypto.randomUUID()
    await env.DB.prepare('INSERT INTO record (id, body) VALUES (?1, ?2)').bind(id, JSON.stringify(body)).run()
    return Response.json({ reference: id }, { status: 201 })
  },
}`

/**
 * Serves it with its database in the folder `data`, on the product's runtime, date and flags. `behindSite` puts the
 * product's static files before it, as they stand before the product, so that the way past them can be told from storing.
 */
export async function serveBare({ host, data, behindSite }: { host: string; data: string; behindSite: boolean }) {
  const { assets } = workerOptionsOf(join(root, 'dist/server/wrangler.json')).workerOptions
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      ...{ host, port: 0, cf: false, log: new Log(LogLevel.ERROR), logRequests: false },
      resourcePersistencePath: data,
      name: 'bare',
      modules: [{ type: 'ESModule', path: 'bare.mjs', contents: worker }],
      ...(behindSite ? { assets } : {}),
      compatibilityDate: '2026-10-19',
      compatibilityFlags: ['nodejs_compat'],
      d1Databases: { DB: 'bare' },
    } as Parameters<typeof convertV4MiniflareOptions>[0]),
  )
  const url = (await miniflare.ready).origin
  const db = await miniflare.getD1Database('DB')
  await db.exec(
    'CREATE TABLE record (id TEXT PRIMARY KEY, body TEXT NOT NULL, at INTEGER DEFAULT (unixepoch())) STRICT',
  )
  await db.exec('CREATE INDEX record_by_at ON record (at)')
  return { url, stop: () => miniflare.dispose() }
}
