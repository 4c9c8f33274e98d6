/** `npm run deploy`: builds, migrates the remote D1 and puts the Worker on Cloudflare. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { township } from '../forms/township.ts'
import { build } from './build.ts'
import { root, stop } from './here.ts'

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
console.log('4. Putting the Worker live')
wrangler('deploy', ...process.argv.slice(2))

function wrangler(...args: string[]): void {
  const bin = join(root, 'node_modules/wrangler/bin/wrangler.js')
  const done = spawnSync(process.execPath, [bin, ...args], { cwd: root, stdio: 'inherit' })
  if (done.status !== 0) stop(`wrangler ${args[0]} failed, see above.`)
}
