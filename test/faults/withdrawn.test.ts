/** What is withdrawn, and what is kept no longer, is destroyed: neither the record nor what stood before its corrections nor its requests keep what was sealed. */
import { globSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { returnee } from '#forms/returnee.ts'
import { command } from '../support/command.ts'
import { newSending, send, together } from '../support/load.ts'
import { browser } from '../support/load-pages.ts'
import { newPlace, start } from '../support/process.ts'
import { openIn, seenIn } from '../support/sqlite.ts'
import { allOfOnesOwn, byApi, type Marks, marked } from './doors.ts'

// Enough pages for SQLite to write its journal into the database and to begin the journal again from its start, twice.
const OTHERS = 600
const marks: Marks = {
  ...{ name: '张示例', relative: '李示例', corrected: '王示例', city: '示例市', trip: 'G0000', skills: '开车' },
  request: '请改成二组，门牌也请不要写，谢谢',
  phones: ['10000000001', '10000000002'],
}
const place = newPlace()
let [gone, stays, over]: Buffer[][] = []
let [id, neighbour, old, foreseen] = ['', '', '', '']

beforeAll(async () => {
  let server = await start(place)
  const visitor = browser(server.url)
  const passes = await Promise.all(
    [...marks.phones, '10000000003'].map(async (phone) => {
      const input = marked(returnee, marks, phone)
      const reference = await byApi(visitor, returnee, input, `the-key-of-${phone}`)
      return (await allOfOnesOwn(visitor, returnee, reference, input, marks)).pass
    }),
  )
  ;[id = '', neighbour = '', old = ''] = passes.map(([pass]) => pass?.split('.')[0])
  ;[gone, stays, over] = [id, neighbour, old].map((record) => seenIn(place, (db) => sealedOf(db, record)))
  await visitor.post('/my/withdraw', { pass: passes[0] ?? [], sure: ['yes'] })
  await server.stop()
  const db = openIn(place.data)
  db.prepare("UPDATE submission SET arrival = '2026-01-01' WHERE id = ?").run(old)
  // The timer runs at the start, but once for the same five minutes.
  db.exec('DELETE FROM job_run')
  db.close()
  foreseen = (await command(place, 'retention-dry-run')).said
  server = await start(place)
  while (seenIn(place, (copy) => rowOf(copy, old))) await wait(300)
  let left = OTHERS
  await together(16, async () => left-- > 0 && (await send(server.url, newSending())).status === 201)
  await server.stop()
})
afterAll(() => rmSync(place.folder, { recursive: true }))

it('the tables keep nothing of a withdrawn record and of its corrections, and all of its neighbour', () => {
  expect([gone?.length, stays?.length]).toEqual([3, 3])
  expect(seenIn(place, (db) => sealedOf(db, id))).toEqual([])
  expect(seenIn(place, (db) => sealedOf(db, neighbour))).toEqual(stays)
  const row = seenIn(place, (db) => rowOf(db, id))
  expect(row).toMatchObject({ status: 'withdrawn', sealed: null, reference_index: null, phone_index: null })
})

it('how many go is said before, of which village, and nothing of anybody', () => {
  expect(foreseen).toMatch(
    /^\S+ {2}returnee {2}1 record, \d people\nWhen [\d-]+ begins: 1 record, \d people\. Nothing was changed\.\n$/,
  )
})

it('the tables keep nothing at all of a record whose time is over, but its line and its number', () => {
  expect(over?.length).toBe(3)
  expect(seenIn(place, (db) => [sealedOf(db, old), rowOf(db, old)])).toEqual([[], undefined])
  const acts = seenIn(place, (db) => db.prepare('SELECT act, actor FROM audit WHERE record = ? ORDER BY seq').all(old))
  expect(acts.at(-1)).toMatchObject({ act: 'purge', actor: 'timer' })
  const counted = seenIn(place, (db) => db.prepare('SELECT month, records FROM purged_count').all())
  expect(counted).toMatchObject([{ month: '2026-01', records: 1 }])
})

it('the files keep no piece of their sealed answers, once others have written', () => {
  const files = globSync('**/*.sqlite*', { cwd: place.data }).map((file) => readFileSync(join(place.data, file)))
  const lies = (piece: Buffer) => files.some((bytes) => bytes.includes(piece))
  expect(stays?.flatMap(pieces).every(lies)).toBe(true)
  expect(gone?.flatMap(pieces).filter(lies)).toEqual([])
  expect(over?.flatMap(pieces).filter(lies)).toEqual([])
})

function rowOf(db: DatabaseSync, record: string) {
  return db.prepare('SELECT * FROM submission WHERE id = ?').get(record)
}

/** What is sealed of a record, now and before each correction, and what was asked about it. */
function sealedOf(db: DatabaseSync, record: string): Buffer[] {
  const sql = `SELECT sealed FROM submission WHERE id = ?1 AND sealed IS NOT NULL
               UNION ALL SELECT sealed FROM submission_revision WHERE submission = ?1
               UNION ALL SELECT sealed FROM entry WHERE submission = ?1 AND sealed IS NOT NULL`
  const rows = db.prepare(sql).all(record)
  return rows.map((row) => Buffer.from(row['sealed'] as Uint8Array))
}

/** Every whole run of 32 bytes. */
function pieces(sealed: Buffer): Buffer[] {
  return Array.from({ length: Math.floor(sealed.length / 32) }, (_, i) => sealed.subarray(i * 32, i * 32 + 32))
}
