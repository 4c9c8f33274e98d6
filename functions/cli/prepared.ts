/** What wrangler makes of our files, asked once after a build: whoever only serves need not load it, which takes a second. */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type Migration, migrations } from './migrations.ts'

const kept = (dist: string) => join(dist, 'server', 'prepared.json')

interface Prepared {
  worker: { assets: object }
  migrations: Migration[]
}

/** After a build: how Miniflare is to run the Worker, and the statements that its database wants. */
export function prepare(dist: string): void {
  const wrangler: typeof import('wrangler') = createRequire(import.meta.url)('wrangler')
  const { workerOptions } = wrangler.unstable_getMiniflareWorkerOptions(join(dist, 'server', 'wrangler.json'))
  writeFileSync(kept(dist), JSON.stringify({ worker: workerOptions, migrations: split(wrangler) }))
}

/** The same of the build in `dist`, wherever that was carried since. */
export function prepared(dist: string): Prepared {
  const { worker, migrations }: Prepared = JSON.parse(readFileSync(kept(dist), 'utf8'))
  return { worker: { ...worker, assets: { ...worker.assets, directory: join(dist, 'client') } }, migrations }
}

/** The migrations of these sources, for a command that serves nothing. */
export async function splitNow(): Promise<Migration[]> {
  return split(await import('wrangler'))
}

function split({ unstable_splitSqlQuery: statementsIn }: typeof import('wrangler')): Migration[] {
  return migrations().map(({ name, sql }) => ({ name, statements: statementsIn(sql) }))
}
