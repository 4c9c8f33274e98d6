/** `npm run deploy`: builds, migrates the remote D1 and puts the Worker on Cloudflare. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { township } from '../forms/township.ts'
import { build } from './build.ts'
import { root, stop } from './here.ts'
import { removing } from './index-rows.ts'
import { indexName, writeIndex } from './search.ts'

if (/^database_id = "0{8}-/m.test(readFileSync(join(root, 'wrangler.toml'), 'utf8'))) {
  stop('Set database_id in wrangler.toml; `npx wrangler d1 create shouwang` makes the database and prints it.')
}
if (new URL(township.url).hostname === 'localhost') {
  stop('Set url in content/township.json to the address that people will type.')
}
console.log('2. Building the site and the Worker')
build()
console.log('3. Migrating the database at Cloudflare')
wrangler('d1', 'migrations', 'apply', 'DB', '--remote')
console.log('4. Loading the search')
if (!isLoaded(indexName())) {
  const file = join(root, 'dist', 'search.sql')
  writeIndex(file)
  wrangler('d1', 'execute', 'DB', '--remote', '--yes', '--file', file)
}
console.log('5. Putting the Worker live')
wrangler('deploy', ...process.argv.slice(2))
// Only now does nobody look for the rows of the build before.
wrangler('d1', 'execute', 'DB', '--remote', '--yes', '--command', removing(indexName()).join('; '))

function isLoaded(name: string): boolean {
  const question = `SELECT loaded FROM search_build WHERE id = '${name}'`
  return /"loaded":\s*1/.test(wranglerSays('d1', 'execute', 'DB', '--remote', '--json', '--command', question))
}

function wrangler(...args: string[]): void {
  if (run(args, 'inherit').status !== 0) stop(`wrangler ${args[0]} failed, see above.`)
}

function wranglerSays(...args: string[]): string {
  return run(args, 'pipe').stdout
}

function run(args: string[], stdio: 'inherit' | 'pipe') {
  const bin = join(root, 'node_modules/wrangler/bin/wrangler.js')
  return spawnSync(process.execPath, [bin, ...args], { cwd: root, encoding: 'utf8', stdio })
}
