/** `npm run keys:rotate [-- --keep-old]`: a new seal key for everything personal, while the server runs. */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { openVault, type Secrets } from '#platform/vault.ts'
import { dataFolder, secretsFile } from './backup/kept.ts'
import { grown, keysIn, writeSecrets } from './backup/ring-file.ts'
import { databaseIn } from './backup/snapshot.ts'
import { sendCommand } from './control-socket.ts'
import { stop } from './here.ts'
import { progress } from './progress.ts'
import { secretsIn } from './secrets.ts'

const usage = 'npm run keys:rotate [-- --keep-old | --remote]'
const atCloudflare = `At Cloudflare, with the SEAL_KEYS of your secrets.json, "1:OLD", and a new key (npm run --silent secrets prints one), "2:NEW":
  1. npx wrangler secret put SEAL_KEYS   1:OLD,2:NEW   every copy of the Worker can read both
  2. npx wrangler secret put SEAL_KEYS   2:NEW,1:OLD   the new one seals from now on
Keep 1:OLD in the ring: what it sealed is sealed anew only when it is corrected. Put the new ring into the safe.`

const { 'keep-old': keepOld, remote } = read()
if (remote) {
  console.log(atCloudflare)
  process.exit(0)
}
if (!existsSync(secretsFile)) stop(`There are no secrets in ${secretsFile}; set SHOUWANG_SECRETS to the server's.`)
if (!databaseIn(dataFolder)) stop(`There is no database in ${dataFolder}.`)

const before = secretsIn(secretsFile)
const vault = await openVault(before).catch((error: Error) => stop(`${secretsFile}: ${error.message}.`))
const unfinished = keysIn(before.SEAL_KEYS).length > 1
const secrets = unfinished ? before : { ...before, SEAL_KEYS: grown(before.SEAL_KEYS) }
if (unfinished) console.log('There are several keys in the ring: what the first one did not seal is sealed anew.')
writeSecrets(secretsFile, secrets)

const say = progress('Sealing anew')
const reply = await sendCommand(dataFolder, vault, JSON.stringify({ command: 'ring' }))
if (reply === undefined) await here(secrets)
else if (reply.outcome === 'made') await there()
else stop(`The server that runs on ${dataFolder} has other secrets than ${secretsFile}.`)

const [first] = keysIn(secrets.SEAL_KEYS)
if (!keepOld && first) {
  writeSecrets(secretsFile, { ...secrets, SEAL_KEYS: `${first.id}:${first.key}` })
  if (reply) await sendCommand(dataFolder, vault, JSON.stringify({ command: 'ring' }))
}
console.log(
  `Everything is sealed under key ${first?.id}${keepOld ? '; the old keys are still in the ring' : ', and the old key is gone'}. Make a backup now.`,
)

async function there(): Promise<void> {
  for (;;) {
    const turned = await sendCommand(dataFolder, vault, JSON.stringify({ command: 'turn' }))
    if (turned?.outcome !== 'made') stop('The server stopped sealing anew; both keys are in the ring. Run this again.')
    const { done = 0, of = 0, finished } = turned.numbers
    if (!finished) say(Math.min(done, of - 1), of)
    else return say(1, 1)
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
}

async function here(ours: Secrets): Promise<void> {
  const { openDatabase } = await import('./database.ts')
  const { turn } = await import('./backup/turning.ts')
  const { db, close } = await openDatabase(dataFolder)
  const turning = turn(db, ours, false)
  await turning.ended
  await close()
  if (turning.failed) stop('Not everything could be sealed anew; both keys are in the ring.')
  say(1, 1)
}

function read() {
  try {
    return parseArgs({ options: { 'keep-old': { type: 'boolean' }, remote: { type: 'boolean' } } }).values
  } catch (error) {
    return stop(`${(error as Error).message}\n${usage}`)
  }
}
