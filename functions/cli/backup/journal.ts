/**
 * The journal of deletions: one line of JSON each, beside the secrets. A backup is older than the last deletions, and only
 * what lies elsewhere than the database can tell them to a restored one.
 */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs'
import { type Deletion, deletionsAfter } from '#platform/store/operations.ts'
import { Refused } from './refused.ts'

type Line = Pick<Deletion, 'record' | 'at'>

const EVERY_MS = 1000
const MOST = 1000

/** The deletions in `file`. A last line that a sudden end cut off is left out; any other that cannot be read is refused. */
export function deletionsIn(file: string): Line[] {
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.slice(0, -1).map((line, i) => {
    const { record, at } = read(line)
    if (!/^[\w-]{22}$/.test(String(record)) || !Number.isSafeInteger(at))
      throw new Refused(`${file} line ${i + 1} is not a deletion; take another copy of the journal.`)
    return { record: String(record), at: Number(at) }
  })
}

/** Writes into `file` what it does not know yet, at once and then every second, until it is stopped. */
export async function follow(db: D1Database, file: string): Promise<{ stop(): Promise<void> }> {
  const known = new Set(existsSync(file) ? tidied(file).map(({ record }) => record) : [])
  let seen = 0
  let failing = false
  const copy = async () => {
    for (;;) {
      const found = await deletionsAfter(db, seen, MOST)
      const fresh = found.filter(({ record }) => !known.has(record))
      // A restored database counts anew, so that not the number but the record says what is known.
      if (fresh.length > 0) append(file, fresh)
      for (const { record } of fresh) known.add(record)
      seen = found.at(-1)?.seq ?? seen
      if (found.length < MOST) return
    }
  }
  const tried = async () => {
    try {
      await copy()
      failing = false
    } catch (error) {
      if (!failing) console.error(`Deletions are not written to ${file}: ${(error as Error).message}.`)
      failing = true
    }
  }
  await copy()
  let stopped = false
  let [running, timer]: [Promise<void>, NodeJS.Timeout | undefined] = [Promise.resolve(), undefined]
  const again = () => {
    if (stopped) return
    timer = setTimeout(() => {
      running = tried().then(again)
    }, EVERY_MS).unref()
  }
  again()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
      await tried()
    },
  }
}

function tidied(file: string): Line[] {
  const bytes = readFileSync(file)
  truncateSync(file, bytes.lastIndexOf('\n') + 1)
  return deletionsIn(file)
}

function append(file: string, lines: Line[]): void {
  const out = openSync(file, 'a', 0o600)
  writeSync(out, lines.map(({ record, at }) => `${JSON.stringify({ record, at })}\n`).join(''))
  fsyncSync(out)
  closeSync(out)
}

function read(line: string): { record?: unknown; at?: unknown } {
  try {
    return Object(JSON.parse(line))
  } catch {
    return {}
  }
}
