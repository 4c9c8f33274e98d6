/** Backup and restore in small: the drill with 500 records, `age` on a backup, and every backup that must be refused. */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { opened, sealed } from '#cli/backup/age-file.ts'
import { deletionsIn } from '#cli/backup/journal.ts'
import { identityIn, newRecovery, recipientIn } from '#cli/backup/recovery.ts'
import { Refused } from '#cli/backup/refused.ts'
import { age } from '#cli/tools.ts'
import { command } from '../support/command.ts'
import { filled } from '../support/filled.ts'
import { newPlace } from '../support/process.ts'
import { drill } from './restore.ts'

it('a backup under traffic restores 500 records without a difference, closed until deletions are done again', async () => {
  const lines: string[] = []
  const { records, backupMs, restoreMs, ...wrong } = await drill(500, (line) => lines.push(line))
  expect(wrong, lines.join('\n')).toEqual({ refused: 0, torn: 0, different: 0, ajar: 0, back: 0, missing: 0 })
})

const recovery = await newRecovery()
const PIECE = 2 ** 16
const SEALED = PIECE + 16

it.each([0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * 2 ** 20])('%i bytes open as they were sealed', async (size) => {
  const plain = randomBytes(size)
  expect((await open(await seal(plain))).equals(plain)).toBe(true)
})

it('a flipped bit, a missing end, another piece and another key are refused with one sentence', async () => {
  const whole = await seal(randomBytes(2 * PIECE + 500))
  for (const [what, bytes] of spoiled(whole)) {
    const refused = await open(bytes).catch((error) => error)
    expect(refused, what).toBeInstanceOf(Refused)
    expect(refused.message, what).toMatch(/^This (backup is|is no backup).*\.$/)
  }
  await expect(open(whole, (await newRecovery()).identity)).rejects.toThrow('sealed to another recovery key')
})

it('a recovery key is read as it is printed and typed, and not with a sign wrong', () => {
  const { identity, recipient } = recovery
  const typed = `# created: today\n${identity.toLowerCase().replaceAll('-', ' ')}\n`
  expect([identityIn(typed), recipientIn(`${recipient}\n`)]).toEqual([identity, recipient])
  for (let at = 0; at < identity.length; at++) {
    const other = identity[at] === '7' ? '8' : '7'
    expect(identityIn(identity.slice(0, at) + other + identity.slice(at + 1)), `sign ${at}`).toBeUndefined()
  }
  expect(recipientIn(identity)).toBeUndefined()
})

it('the commands refuse what would harm, each with one sentence, and `age` opens what they made', async () => {
  const place = newPlace()
  await filled(place, 5)
  const lost = { ...place, data: join(place.folder, 'new'), secrets: join(place.folder, 'new.json') }
  const says = async (running: ReturnType<typeof command>) => {
    const { status, said, complained } = await running
    expect([status, said]).toEqual([1, ''])
    return complained.replace(/^Restoring.*\n/gm, '').trim()
  }
  expect(await says(command(place, 'backup'))).toMatch(/^No recovery key in .* npm run recovery-key makes one\.$/)
  const key = shownIn((await command(place, 'recovery-key')).said)
  expect((await command(place, 'backup', ['--to', 'good.backup'])).status).toBe(0)
  expect(openedByAge(place.folder, key)).toEqual({ integrity_check: 'ok', n: 5 })
  const good = readFileSync(join(place.folder, 'good.backup'))
  writeFileSync(join(place.folder, 'bad.backup'), good.subarray(0, -1))
  const restore = (at: typeof place, file: string, typed: string) => command(at, 'restore', [file], `${typed}\n`)
  const [overwriting, cut, foreign, mistyped, unfinished] = await Promise.all([
    says(restore(place, 'good.backup', key)),
    says(restore(lost, 'bad.backup', key)),
    says(restore(lost, 'good.backup', (await newRecovery()).identity)),
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

/** What the database of good.backup says of itself, opened as somebody does who has no copy of our sources. */
function openedByAge(folder: string, key: string) {
  writeFileSync(join(folder, 'key'), key)
  execFileSync('sh', ['-c', `"${age()}" -d -i key good.backup | tail -n +2 > database`], { cwd: folder })
  const db = new DatabaseSync(join(folder, 'database'))
  const [whole, records] = ['PRAGMA integrity_check', 'SELECT count(*) AS n FROM submission'].map((sql) =>
    db.prepare(sql).get(),
  )
  db.close()
  return { ...whole, ...records }
}

function shownIn(said: string): string {
  return /AGE-SECRET-KEY-1\w{58}/.exec(said)?.[0] ?? ''
}

async function seal(plain: Buffer): Promise<Buffer> {
  const to = recipientIn(recovery.recipient)
  if (!to) throw new Error('no key')
  return Buffer.concat(await Array.fromAsync(sealed(to, inBlocks(plain))))
}

async function open(file: Buffer, typed = recovery.identity): Promise<Buffer> {
  const key = identityIn(typed)
  if (!key) throw new Error('no key')
  return Buffer.concat(await Array.fromAsync(opened(key, inBlocks(file))))
}

// Blocks that fit neither the header nor a piece.
async function* inBlocks(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += 70_001) yield bytes.subarray(at, at + 70_001)
}

/** Copies that are not as they were sealed, by what was done to them. */
function spoiled(whole: Buffer): Map<string, Buffer> {
  // Of the text before the first piece: its check sum of 43 signs, the end of the line and a nonce of 16 bytes.
  const head = whole.indexOf('\n--- ') + 5 + 43 + 1 + 16
  const bent = (at: number) => {
    const copy = Buffer.from(whole)
    copy[at] = (copy[at] ?? 0) ^ 1
    return copy
  }
  return new Map([
    ...[0, 20, 30, 58, 100, head - 20, head - 1, head, Math.floor(whole.length / 2), whole.length - 1].map(
      (at): [string, Buffer] => [`bit flipped at ${at}`, bent(at)],
    ),
    ...[0, 10, 58, 100, head, head + SEALED, head + 2 * SEALED, whole.length - 1].map((at): [string, Buffer] => [
      `cut off at ${at}`,
      whole.subarray(0, at),
    ]),
    [
      'two pieces swapped',
      Buffer.concat([
        whole.subarray(0, head),
        whole.subarray(head + SEALED, head + 2 * SEALED),
        whole.subarray(head, head + SEALED),
        whole.subarray(head + 2 * SEALED),
      ]),
    ],
    ['longer', Buffer.concat([whole, Buffer.alloc(64)])],
    ['twice', Buffer.concat([whole, whole])],
  ])
}
