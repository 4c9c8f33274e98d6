/** `npm run restore -- FILE [--to FOLDER] [--key FILE] [--deletions JOURNAL | --no-deletions]`: a database from its backup; it serves once deletions since then are done again. */
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { isClosed, reopen } from '#platform/store/operations.ts'
import { openVault } from '#platform/vault.ts'
import { opened } from './backup/age-file.ts'
import { dataFolder, secretsFile, typedPath } from './backup/kept.ts'
import { identityIn } from './backup/recovery.ts'
import { Refused } from './backup/refused.ts'
import { refuseTaken, restored } from './backup/restored.ts'
import { databaseIn } from './backup/snapshot.ts'
import { sendCommand } from './control-socket.ts'
import { stop } from './here.ts'
import { progress } from './progress.ts'
import { secretsIn } from './secrets.ts'

const usage = 'npm run restore -- FILE [--to FOLDER] [--key FILE] [--deletions JOURNAL | --no-deletions]'
const options = {
  to: { type: 'string' },
  key: { type: 'string' },
  deletions: { type: 'string' },
  'no-deletions': { type: 'boolean' },
} as const

const { values: said, positionals } = read()
const [file] = positionals
const none = said['no-deletions'] ?? false
const journal = said.deletions === undefined ? undefined : typedPath(said.deletions)
const data = said.to === undefined ? dataFolder : typedPath(said.to)
if (positionals.length > 1 || (journal && none) || !(file || journal || none)) stop(usage)

try {
  if (journal && !existsSync(journal)) throw new Refused(`There is no ${journal}.`)
  if (file) await restore(typedPath(file))
  if (journal || none) await openUp()
} catch (error) {
  if (error instanceof Refused) stop(error.message)
  throw error
}

async function restore(backup: string): Promise<void> {
  if (!existsSync(backup)) throw new Refused(`There is no ${backup}.`)
  refuseTaken({ data, secretsFile })
  const key = identityIn(said.key === undefined ? await typed() : readFileSync(typedPath(said.key), 'utf8'))
  if (!key)
    throw new Refused(
      'This is not a recovery key: AGE-SECRET-KEY-1 and 58 more signs, of which one is wrong or missing.',
    )
  const say = progress('Restoring')
  const size = statSync(backup).size
  let passed = 0
  const bytes = async function* () {
    for await (const part of createReadStream(backup, { highWaterMark: 1 << 20 })) {
      passed += part.length
      say(passed, size)
      yield part
    }
  }
  const { made } = await restored(opened(key, bytes()), { data, secretsFile })
  console.log(`${data} holds the database of ${new Date(made).toISOString()}, with its secrets in ${secretsFile}.`)
  if (journal || none) return
  const again = `  npm run restore -- ${said.to === undefined ? '' : `--to ${data} `}`
  console.log('It stays closed until what was deleted since then is deleted again, by the journal of the lost server:')
  console.log(`${again}--deletions JOURNAL\nor, by who knows that nothing was:\n${again}--no-deletions`)
}

async function openUp(): Promise<void> {
  if (!databaseIn(data)) throw new Refused(`There is no database in ${data}.`)
  const vault = await openVault(secretsIn(secretsFile))
  if ((await sendCommand(data, vault, '{}')) !== undefined)
    throw new Refused(`A server runs on ${data}; stop it first.`)
  const { replay } = await import('./backup/replay.ts')
  const { openDatabase } = await import('./database.ts')
  const { db, close } = await openDatabase(data)
  try {
    if (!(await isClosed(db))) throw new Refused(`The database in ${data} is open already.`)
    if (!journal) await reopen(db, Date.now(), 'none')
    else console.log(`Deletions done again: ${await replay(db, vault, journal, progress('Deleting'))}.`)
  } finally {
    await close()
  }
  console.log('It is open: npm start serves it.')
}

async function typed(): Promise<string> {
  const asking = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await asking.question('Recovery key: ')
  asking.close()
  return answer
}

function read() {
  try {
    return parseArgs({ options, allowPositionals: true })
  } catch (error) {
    return stop(`${(error as Error).message}\n${usage}`)
  }
}
