/** `npm start`: builds, migrates and serves the whole product on this machine. */
import { createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import { isClosed } from '#platform/store/operations.ts'
import { openVault } from '#platform/vault.ts'
import { follow } from './backup/journal.ts'
import { dataFolder as data, deletionsFile, secretsFile } from './backup/kept.ts'
import { build } from './build.ts'
import { listen } from './control-socket.ts'
import { stop } from './here.ts'
import { secretsIn } from './secrets.ts'
import { addressHere, unreached } from './site-address.ts'
import { keepTime } from './timer.ts'

const port = Number(process.env['PORT'] ?? 8787)
const host = process.env['HOST'] ?? '127.0.0.1'

if (!Number.isInteger(port) || port < 0 || port > 65535)
  stop(`PORT must be a number up to 65535; it is "${process.env['PORT']}".`)
if (!(await isFree(port, host)))
  stop(`Port ${port} is taken, perhaps by an earlier start; try PORT=${port + 1} npm start.`)

const secrets = secretsIn(secretsFile)
const vault = await openVault(secrets).catch((error: Error) => stop(`${secretsFile}: ${error.message}.`))
console.log('2. Building the site and the Worker')
const site = addressHere(process.env)
build(site)
console.log('3. Migrating the database and starting')
// Only now: the build says what is wrong in a township.json that cannot be read, and Miniflare takes seconds to load.
const { township } = await import('#forms/township.ts')
const { serve } = await import('./serve.ts')
const { commandsOf } = await import('./commands.ts')
const { firstCode } = await import('./first-code.ts')
const serving = await serve({ port, host, data, secrets })
const timer = keepTime(serving.tick)
await listen(data, vault, commandsOf(serving, vault, secretsFile))
const closed = await isClosed(serving.db)
// A closed database knows too few deletions: a journal of its own would look like the lost server's.
const journal = closed
  ? undefined
  : await follow(serving.db, deletionsFile).catch((error: Error) => stop(error.message))

const pages = {
  Home: '/',
  'Register a return': '/forms/returnee/',
  Volunteer: '/forms/volunteer/',
  "One's own record": '/my/',
  'For programs': '/api/openapi.json',
}
for (const address of addresses(serving.url)) {
  console.log(`\n${township.siteName} is served on\n`)
  for (const [name, path] of Object.entries(pages)) console.log(`  ${name.padEnd(18)} ${address}${path}`)
}
// A sample may be looked at by whoever starts it; a real township's first device comes by `npm run staff:invite` alone.
const code = township.sample && (await firstCode(serving.db, vault, township.contacts.commandPost.answers))
if (code) {
  const [address = ''] = addresses(serving.url)
  console.log(`\nThe desk has nobody yet. Within ten minutes, once:\n\n  ${address}/staff/enrol#${code}`)
}
console.log(`\nPapers, QR codes, feeds and invitations say ${site ?? township.url}.`)
if (unreached(site ?? township.url, serving.url, host))
  console.log('No phone gets there. Say where people find it: SITE=https://www.example.cn npm start')
if (closed)
  console.log('\nThis database was restored and stays closed: npm run restore -- --deletions JOURNAL opens it.')
console.log(`\nDatabase in ${data}, secrets in ${secretsFile}. Stop with Ctrl-C.`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // A library below would end the process at once; the database is closed first.
  process.removeAllListeners(signal)
  process.once(signal, async () => {
    await timer.stop()
    await journal?.stop()
    await serving.stop()
    process.exit(0)
  })
}

function addresses(url: string): string[] {
  if (host === '127.0.0.1' || host === 'localhost') return [url.replace('127.0.0.1', 'localhost')]
  const own = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  return own.filter(({ family }) => family === 'IPv4').map(({ address }) => `http://${address}:${new URL(url).port}`)
}

function isFree(wanted: number, on: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(wanted, on, () => probe.close(() => resolve(true)))
  })
}
