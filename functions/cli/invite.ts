/** `npm run staff:invite -- --name 某某 --role town`: makes somebody at the desk, and prints the code for their first device. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { renderUnicodeCompact } from 'uqr'
import { township } from '#forms/township.ts'
import { isLocal } from '#forms/township-shape.ts'
import { roles } from '#platform/roles.ts'
import { openVault } from '#platform/vault.ts'
import { makePerson, readInvitation } from '#staff/people/invitation.ts'
import { type Invited, invite } from '#staff/people/store.ts'
import { dataFolder as data, secretsFile } from './backup/kept.ts'
import { builtFor } from './build.ts'
import { commandLine, inviteCommand } from './commands.ts'
import { sendCommand } from './control-socket.ts'
import { openDatabase } from './database.ts'
import { root, stop } from './here.ts'
import { secretsIn } from './secrets.ts'
import { inlined } from './statements.ts'

const usage = `npm run staff:invite -- --name NAME --role ${Object.keys(roles).join('|')} [--village ${Object.keys(township.villages).join(',')}] [--remote]`
const options = {
  name: { type: 'string' },
  role: { type: 'string' },
  village: { type: 'string', multiple: true },
  remote: { type: 'boolean' },
} as const

const said = read()
const villages = (said.village ?? []).flatMap((slugs) => slugs.split(',')).filter(Boolean)
const invitation = readInvitation(said.name ?? '', said.role ?? '', villages)
if (!invitation) stop(`Say a name, a role, and for the role "village" which villages:\n${usage}`)
const vault = await openVault(secretsIn(secretsFile)).catch((error: Error) => stop(`${secretsFile}: ${error.message}.`))
const { shown, kept } = await makePerson(vault, invitation)
await (said.remote ? atCloudflare(kept) : here(kept))

const site = builtFor() ?? township.url
const address = `${site}/staff/enrol#${shown}`
// A phone cannot reach this machine by a name that every machine has.
if (!isLocal(site)) console.log(`\n${renderUnicodeCompact(address)}`)
console.log(`\nCode  ${shown}\nAt    ${address}\n\nWithin ten minutes, once. Hand it over in person.`)

function read() {
  try {
    return parseArgs({ options }).values
  } catch (error) {
    return stop(`${(error as Error).message}\n${usage}`)
  }
}

async function here(person: Invited): Promise<void> {
  const reply = await sendCommand(data, vault, inviteCommand(person))
  if (reply?.outcome === 'made') return
  if (reply !== undefined)
    stop(
      `The server that runs on ${data} ${reply.outcome === 'refused' ? `has other secrets than ${secretsFile}` : 'could not write it'}.`,
    )
  const { db, close } = await openDatabase(data)
  await invite(db, person, await commandLine(vault, 'invite', person.id))
  await close()
}

async function atCloudflare(person: Invited): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'shouwang-'))
  const file = join(folder, 'invite.sql')
  const line = await commandLine(vault, 'invite', person.id)
  writeFileSync(file, await inlined((db) => invite(db, person, line)))
  const bin = join(root, 'node_modules/wrangler/bin/wrangler.js')
  const words = [bin, 'd1', 'execute', 'DB', '--remote', '--yes', '--file', file]
  const { status } = spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit' })
  rmSync(folder, { recursive: true })
  if (status !== 0) stop('wrangler failed, see above.')
}
