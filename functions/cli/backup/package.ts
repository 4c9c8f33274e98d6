/** What a backup holds: a first line that says what it is, with the secrets, and then the database's file as it is. */
import { createReadStream } from 'node:fs'
import type { Secrets } from '#platform/vault.ts'
import { Refused } from './recovery.ts'
import { taking } from './sealed-file.ts'

export interface Label {
  format: 1
  /** UTC milliseconds. */
  made: number
  secrets: Secrets
}

const FORMAT = 1
const LENGTH_BYTES = 4
const LONGEST_LABEL = 1 << 20
const BLOCK = 1 << 20

/** The bytes of a backup before they are sealed; `passed` hears how many of the database went by. */
export async function* packed(label: Label, database: string, passed: (bytes: number) => void): AsyncGenerator<Buffer> {
  const words = Buffer.from(JSON.stringify(label))
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt32BE(words.length)
  yield Buffer.concat([length, words])
  for await (const bytes of createReadStream(database, { highWaterMark: BLOCK })) {
    passed(bytes.length)
    yield bytes
  }
}

/** The label, and the database that follows it. */
export async function unpacked(
  plain: AsyncIterable<Uint8Array>,
): Promise<{ label: Label; database: AsyncGenerator<Buffer> }> {
  const take = taking(plain)
  const length = (await take(LENGTH_BYTES)).readUInt32BE()
  if (length > LONGEST_LABEL) throw new Refused('This backup was made by another version.')
  const label = JSON.parse((await take(length)).toString()) as Label
  if (label.format !== FORMAT) throw new Refused(`This backup has the format ${label.format}; a newer version made it.`)
  async function* database() {
    for (let bytes = await take(BLOCK); bytes.length > 0; bytes = await take(BLOCK)) yield bytes
  }
  return { label, database: database() }
}
