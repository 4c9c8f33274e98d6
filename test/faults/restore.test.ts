/** Backup and restore in small: the drill with 2,000 records, and every backup that must be refused. */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { deletionsIn } from '#cli/backup/journal.ts'
import { newRecovery, publicIn, Refused, secretIn } from '#cli/backup/recovery.ts'
import { opened, sealed } from '#cli/backup/sealed-file.ts'
import { command } from '../support/command.ts'
import { filled } from '../support/filled.ts'
import { newPlace } from '../support/process.ts'
import { drill } from './restore.ts'

it('a backup under traffic restores 2,000 records without a difference, closed until deletions are done again', async () => {
  const lines: string[] = []
  const { records, backupMs, restoreMs, ...wrong } = await drill(2000, (line) => lines.push(line))
  expect(wrong, lines.join('\n')).toEqual({ refused: 0, torn: 0, different: 0, ajar: 0, back: 0, missing: 0 })
})

const recovery = newRecovery()
const SEALED = 2 ** 20 + 16

it.each([0, 1, 2 ** 20 - 1, 2 ** 20, 2 ** 20 + 1, 3 * 2 ** 20])('%i bytes open as they were sealed', async (size) => {
  const plain = randomBytes(size)
  expect((await open(await seal(plain))).equals(plain)).toBe(true)
})

it('a flipped bit, a missing end, another piece and another key are refused with one sentence', async () => {
  const whole = await seal(randomBytes(2 * 2 ** 20 + 500))
  for (const [what, bytes] of spoiled(whole)) {
    const refused = await open(bytes).catch((error) => error)
    expect(refused, what).toBeInstanceOf(Refused)
    expect(refused.message, what).toMatch(/^This (backup is|is no backup).*\.$/)
  }
  await expect(open(whole, newRecovery().secret)).rejects.toThrow('sealed to another recovery key')
})

it('a recovery key is read as it is printed and typed, and not with a sign wrong', () => {
  const { secret } = recovery
  expect(secretIn(secret.toLowerCase().replaceAll('-', ' '))).toBeDefined()
  for (let at = 0; at < secret.length; at++) {
    const other = secret[at] === '7' ? '8' : '7'
    expect(secretIn(secret.slice(0, at) + other + secret.slice(at + 1)), `sign ${at}`).toBeUndefined()
  }
  expect(publicIn(secret)).toBeUndefined()
})

it('the commands refuse what would harm, each with one sentence', async () => {
  const place = newPlace()
  await filled(place, 5)
  const lost = { ...place, data: join(place.folder, 'new'), secrets: join(place.folder, 'new.json') }
  const says = async (running: ReturnType<typeof command>) => {
    const { status, said, complained } = await running
    expect([status, said]).toEqual([1, ''])
    return complained.replace(/^Restoring.*\n/gm, '').trim()
  }
  expect(await says(command(place, 'backup'))).toMatch(/^No recovery key in .* npm run recovery-key makes one\.$/)
  const key = /(?:\w{4}-){13}\w{4}/.exec((await command(place, 'recovery-key')).said)?.[0] ?? ''
  expect((await command(place, 'backup', ['--to', 'good.backup'])).status).toBe(0)
  const good = readFileSync(join(place.folder, 'good.backup'))
  writeFileSync(join(place.folder, 'bad.backup'), good.subarray(0, -1))
  const restore = (at: typeof place, file: string, typed: string) => command(at, 'restore', [file], `${typed}\n`)
  const [overwriting, cut, foreign, mistyped, unfinished] = await Promise.all([
    says(restore(place, 'good.backup', key)),
    says(restore(lost, 'bad.backup', key)),
    says(restore(lost, 'good.backup', newRecovery().secret)),
    says(restore(lost, 'good.backup', key.slice(1))),
    says(command(lost, 'restore', ['--no-deletions'])),
  ])
  expect(overwriting).toMatch(/has a database; restore to another folder\.$/)
  expect(cut).toMatch(/This backup is damaged or was cut off; take another copy of it\.$/)
  expect(foreign).toMatch(/sealed to another recovery key\.$/)
  expect(mistyped).toMatch(/This is not a recovery key/)
  expect(unfinished).toMatch(/^There is no database in/)
  expect(existsSync(lost.data) || existsSync(lost.secrets)).toBe(false)
  rmSync(place.folder, { recursive: true })
})

it('a journal that was cut off is read to its last whole line, and one with a broken line is refused', () => {
  const place = newPlace()
  const file = join(place.folder, 'journal')
  const line = `${JSON.stringify({ record: 'a'.repeat(22), at: 1 })}\n`
  writeFileSync(file, `${line}${line.slice(0, 20)}`)
  expect(deletionsIn(file)).toEqual([{ record: 'a'.repeat(22), at: 1 }])
  writeFileSync(file, `${line}nonsense\n${line}`)
  expect(() => deletionsIn(file)).toThrow('line 2 is not a deletion')
  rmSync(place.folder, { recursive: true })
})

async function seal(plain: Buffer): Promise<Buffer> {
  const to = publicIn(recovery.shown)
  if (!to) throw new Error('no key')
  return Buffer.concat(await Array.fromAsync(sealed(to, inBlocks(plain))))
}

async function open(file: Buffer, secret = recovery.secret): Promise<Buffer> {
  const key = secretIn(secret)
  if (!key) throw new Error('no key')
  return Buffer.concat(await Array.fromAsync(opened(key, inBlocks(file))))
}

// Blocks that fit neither the header nor a piece.
async function* inBlocks(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += 70_001) yield bytes.subarray(at, at + 70_001)
}

/** Copies that are not as they were sealed, by what was done to them. */
function spoiled(whole: Buffer): Map<string, Buffer> {
  const bent = (at: number) => {
    const copy = Buffer.from(whole)
    copy[at] = (copy[at] ?? 0) ^ 1
    return copy
  }
  return new Map([
    ...[0, 20, 30, 58, 100, Math.floor(whole.length / 2), whole.length - 1].map((at): [string, Buffer] => [
      `bit flipped at ${at}`,
      bent(at),
    ]),
    ...[0, 10, 58, 100, 58 + SEALED, 58 + 2 * SEALED, whole.length - 1].map((at): [string, Buffer] => [
      `cut off at ${at}`,
      whole.subarray(0, at),
    ]),
    [
      'two pieces swapped',
      Buffer.concat([
        whole.subarray(0, 58),
        whole.subarray(58 + SEALED, 58 + 2 * SEALED),
        whole.subarray(58, 58 + SEALED),
        whole.subarray(58 + 2 * SEALED),
      ]),
    ],
    ['longer', Buffer.concat([whole, Buffer.alloc(64)])],
    ['twice', Buffer.concat([whole, whole])],
  ])
}
