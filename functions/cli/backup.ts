/**
 * `npm run backup -- [--to FILE]`: the database and the secrets of this machine in one file that only the recovery key opens;
 * with `--remote` the database at Cloudflare.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { noteOperation } from '#platform/store/operations.ts'
import { openVault } from '#platform/vault.ts'
import { sealed } from './backup/age-file.ts'
import { dataFolder, recoveryFile, secretsFile, typedPath } from './backup/kept.ts'
import { packed } from './backup/package.ts'
import { recipientIn } from './backup/recovery.ts'
import { ringOf } from './backup/ring-file.ts'
import { databaseIn, type Snapshot, snapshotOf } from './backup/snapshot.ts'
import { sendCommand } from './control-socket.ts'
import { stop } from './here.ts'
import { progress } from './progress.ts'
import { secretsIn } from './secrets.ts'
import { databaseNamed, wrangler } from './wrangler.ts'

const usage = 'npm run backup -- [--to FILE] [--remote]'
const now = new Date()
const { to, remote } = read()
const file = typedPath(to ?? `shouwang-${now.toISOString().slice(0, 19).replace(/[T:]/g, '-')}.backup`)

const word = process.env['SHOUWANG_RECOVERY'] ?? (existsSync(recoveryFile) ? readFileSync(recoveryFile, 'utf8') : '')
const recovery =
  recipientIn(word) ?? stop(`No recovery key in SHOUWANG_RECOVERY or ${recoveryFile}; npm run recovery-key makes one.`)
if (!existsSync(secretsFile)) stop(`There are no secrets in ${secretsFile}; set SHOUWANG_SECRETS to the server's.`)
if (existsSync(file)) stop(`${file} is there already.`)

const before = secretsIn(secretsFile)
const vault = await openVault(before).catch((error: Error) => stop(`${secretsFile}: ${error.message}.`))
// Before there is anything to tidy up: what is interrupted leaves nothing unsealed behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
const snapshot = remote ? await remoteSnapshot() : snapshotOf(dataFolder, localDatabase())
process.once('exit', snapshot.remove)
// Keys may be rotated meanwhile: the snapshot opens with what was there before it or after it.
const secrets = { ...before, SEAL_KEYS: ringOf([secretsIn(secretsFile).SEAL_KEYS, before.SEAL_KEYS]) }

const size = statSync(snapshot.file).size
const say = progress('Sealing')
let passed = 0
const part = `${file}.part`
process.once('exit', () => rmSync(part, { force: true }))
const out = await open(part, 'w', 0o600)
for await (const bytes of sealed(recovery, packed({ format: 1, made: now.getTime(), secrets }, snapshot.file, count)))
  await out.write(bytes)
await out.sync()
await out.close()
renameSync(part, file)
console.log(`${file}: ${(statSync(file).size / 2 ** 20).toFixed(1)} MB. Keep it on another machine.`)
// It is good also where nobody can be told of it.
await note()

function count(bytes: number): void {
  passed += bytes
  say(passed, size)
}

function read() {
  try {
    return parseArgs({ options: { to: { type: 'string' }, remote: { type: 'boolean' } } }).values
  } catch (error) {
    return stop(`${(error as Error).message}\n${usage}`)
  }
}

function localDatabase(): string {
  return databaseIn(dataFolder) ?? stop(`There is no database in ${dataFolder}.`)
}

async function remoteSnapshot(): Promise<Snapshot> {
  databaseNamed()
  // Here, because it takes a second and a database of this machine does not need it.
  const { snapshotOfExport, tablesToExport } = await import('./backup/exported.ts')
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  const tables = tablesToExport().flatMap((name) => ['--table', name])
  return snapshotOfExport(dataFolder, (rows) =>
    wrangler('d1', 'export', 'DB', '--remote', '--skip-confirmation', '--no-schema', '--output', rows, ...tables),
  )
}

async function note(): Promise<void> {
  const noting = `INSERT INTO operation (name, at, detail) VALUES ('backup', ${now.getTime()}, '${size}')
    ON CONFLICT (name) DO UPDATE SET at = excluded.at, detail = excluded.detail`
  if (remote) return wrangler('d1', 'execute', 'DB', '--remote', '--yes', '--command', noting)
  const reply = await sendCommand(dataFolder, vault, JSON.stringify({ command: 'backup', at: now.getTime(), size }))
  if (reply?.outcome === 'made') return
  if (reply !== undefined) return console.error('The server did not note this backup; it is good all the same.')
  // Here, because it takes a second and no refusal needs it.
  const { openDatabase } = await import('./database.ts')
  const { db, close } = await openDatabase(dataFolder)
  await noteOperation(db, 'backup', now.getTime(), `${size}`)
  await close()
}
