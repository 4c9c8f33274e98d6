/** `npm run audit:verify [-- --data FOLDER --head HEAD]`: whether anybody changed the audit in the database of this machine. */
import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { parseArgs } from 'node:util'
import type { Block, Kept } from '#audit/chain/block.ts'
import { type Finding, type Verified, verify } from '#audit/chain/verify.ts'
import { dayAt, timeAt } from '#platform/clock.ts'
import { openVault } from '#platform/vault.ts'
import { dataFolder, secretsFile } from './backup/kept.ts'
import { stop } from './here.ts'
import { secretsIn } from './secrets.ts'

const usage = 'npm run audit:verify -- [--data FOLDER] [--head HEAD, its first 8 signs or all 64]'
const MOST_SAID = 50
const said = read()
const data = said.data ?? dataFolder
const head = (said.head ?? '').replace(/[\s-]/g, '').toLowerCase()

if (head && !/^[0-9a-f]{8,64}$/.test(head)) stop(`--head is not the beginning of a head:\n${usage}`)
if (!existsSync(secretsFile)) stop(`${secretsFile} is not there; without the secrets nobody can tell what is right.`)
const vault = await openVault(secretsIn(secretsFile)).catch((error: Error) => stop(`${secretsFile}: ${error.message}.`))
const db = open() ?? stop(`There is no database in ${data}.`)
// One moment of it, while a server writes on.
db.exec('BEGIN')
const all = <Row>(sql: string) => db.prepare(sql).iterate() as unknown as Iterable<Row>
const audit = {
  lines: () => all<Kept>('SELECT seq, at, actor, act, record, detail, mac FROM audit ORDER BY seq'),
  blocks: () => all<Block>('SELECT * FROM block ORDER BY n'),
}
const verified = await verify(vault, audit, head)
db.close()
tell(verified)
process.exit(verified.findings.length > 0 ? 1 : 0)

function read() {
  try {
    return parseArgs({ options: { data: { type: 'string' }, head: { type: 'string' } } }).values
  } catch (error) {
    return stop(`${(error as Error).message}\n${usage}`)
  }
}

/** The product's database somewhere under `data`, to be read only; a server may have it open. */
function open(): DatabaseSync | undefined {
  for (const file of globSync('**/*.sqlite', { cwd: data })) {
    const db = new DatabaseSync(join(data, file), { readOnly: true })
    if (db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'block'").get()) return db
    db.close()
  }
  return undefined
}

function tell({ findings, lines, blocks, last }: Verified): void {
  for (const finding of findings.slice(0, MOST_SAID)) console.error(sentence(finding))
  if (findings.length > MOST_SAID) console.error(`… and ${findings.length - MOST_SAID} more.`)
  const open = lines - (last?.last ?? 0)
  if (findings.length === 0)
    console.log(`${lines} lines are as they were written; ${blocks} blocks, ${open} not in one yet.`)
  if (last) console.log(`Head ${last.head} of ${dayAt(last.at)} ${timeAt(last.at)}, block ${last.n}.`)
}

function sentence(finding: Finding): string {
  switch (finding.what) {
    case 'line':
      return `Line ${finding.seq} is not as it was written, or somebody without the secrets wrote it.`
    case 'no-mac':
      return `Line ${finding.seq} was not written by the Worker: it has no keyed hash.`
    case 'copied':
      return `Line ${finding.seq} is a copy of an earlier one, put in later.`
    case 'missing':
      return finding.first === finding.last
        ? `Line ${finding.first} is missing.`
        : `Lines ${finding.first} to ${finding.last} are missing.`
    case 'block':
      return `Block ${finding.n} is not as it was written, or somebody without the secrets wrote it.`
    case 'no-block':
      return `Block ${finding.n} is missing.`
    case 'chain':
      return `Block ${finding.n} does not fit its lines and the block before it.`
    case 'head':
      return 'The head that you gave is not in the chain: what came up to it was cut off or written anew.'
  }
}
