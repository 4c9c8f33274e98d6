/** `npm run deploy`: builds, migrates the remote D1 and puts the Worker on Cloudflare. */
import { join } from 'node:path'
import { township } from '#forms/township.ts'
import { isLocal } from '#forms/township-shape.ts'
import { build } from './build.ts'
import { root, stop } from './here.ts'
import { removing } from './index-rows.ts'
import { indexName, writeIndex } from './search.ts'
import { addressHere } from './site-address.ts'
import { databaseNamed, wrangler, wranglerSays } from './wrangler.ts'

databaseNamed()
const site = addressHere({ SITE: process.env['SITE'] })
if (isLocal(site ?? township.url)) stop('Set url in content/township.json to the address that people will type.')
console.log('2. Building the site and the Worker')
build(site)
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
