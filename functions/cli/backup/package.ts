/** What a backup holds: a first line that says what it is, with the secrets, and then the database's file as it is. */
import { createReadStream } from 'node:fs'
import type { Secrets } from '#platform/vault.ts'
import { Refused } from './refused.ts'

export interface Label {
  format: 1
  /** UTC milliseconds. */
  made: number
  secrets: Secrets
}

const FORMAT = 1
const LONGEST_LABEL = 1 << 20
const BLOCK = 1 << 20
const LINE_END = 0x0a

/** The bytes of a backup before they are sealed; `passed` hears how many of the database went by. */
export async function* packed(label: Label, database: string, passed: (bytes: number) => void): AsyncGenerator<Buffer> {
  yield Buffer.from(`${JSON.stringify(label)}\n`)
  for await (const bytes of createReadStream(database, { highWaterMark: BLOCK })) {
    passed(bytes.length)
    yield bytes
  }
}

/** The label, and the database that follows it. */
export async function unpacked(
  plain: AsyncIterable<Uint8Array>,
): Promise<{ label: Label; database: AsyncGenerator<Uint8Array> }> {
  const pieces = plain[Symbol.asyncIterator]()
  let [start, ended] = [Buffer.alloc(0), false]
  while (!ended && !start.includes(LINE_END) && start.length <= LONGEST_LABEL) {
    const piece = await pieces.next()
    if (piece.done) ended = true
    else start = Buffer.concat([start, piece.value])
  }
  const end = start.indexOf(LINE_END)
  const label = labelIn(start.subarray(0, Math.max(0, end)).toString())
  async function* database() {
    yield start.subarray(end + 1)
    for (let piece = await pieces.next(); !piece.done; piece = await pieces.next()) yield piece.value
  }
  return { label, database: database() }
}

function labelIn(line: string): Label {
  let label: Partial<Label>
  try {
    label = Object(JSON.parse(line))
  } catch {
    throw new Refused('This is no backup of Shouwang.')
  }
  if (label.format !== FORMAT) throw new Refused(`This backup has the format ${label.format}; a newer version made it.`)
  return label as Label
}
