/** What is withdrawn is destroyed: neither the record nor what stood before its corrections nor its requests keep what was sealed. */
import { globSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { returnee } from '../../functions/forms/returnee.ts'
import { newSending, send, together } from '../support/load.ts'
import { browser } from '../support/load-pages.ts'
import { newPlace, start } from '../support/process.ts'
import { seenIn } from '../support/sqlite.ts'
import { allOfOnesOwn, byApi, type Marks, marked } from './doors.ts'

// Enough pages for SQLite to write its journal into the database and to begin the journal again from its start, twice.
const OTHERS = 600
const marks: Marks = {
  ...{ name: '张示例', relative: '李示例', corrected: '王示例', city: '示例市', trip: 'G0000', skills: '开车' },
  request: '请改成二组，门牌也请不要写，谢谢',
  phones: ['10000000001', '10000000002'],
}
const place = newPlace()
let [gone, stays]: Buffer[][] = []
let [id, neighbour] = ['', '']

beforeAll(async () => {
  const server = await start(place)
  const visitor = browser(server.url)
  const passes: string[][] = []
  for (const phone of marks.phones) {
    const input = marked(returnee, marks, phone)
    const reference = await byApi(visitor, returnee, input, `the-key-of-${phone}`)
    passes.push((await allOfOnesOwn(visitor, returnee, reference, input, marks)).pass)
  }
  ;[id = '', neighbour = ''] = passes.map(([pass]) => pass?.split('.')[0])
  ;[gone, stays] = [id, neighbour].map((record) => seenIn(place, (db) => sealedOf(db, record)))
  await visitor.post('/my/withdraw', { pass: passes[0] ?? [], sure: ['yes'] })
  let left = OTHERS
  await together(16, async () => left-- > 0 && (await send(server.url, newSending())).status === 201)
  await server.stop()
})
afterAll(() => rmSync(place.folder, { recursive: true }))

it('the tables keep nothing of a withdrawn record and of its corrections, and all of its neighbour', () => {
  expect([gone?.length, stays?.length]).toEqual([3, 3])
  expect(seenIn(place, (db) => sealedOf(db, id))).toEqual([])
  expect(seenIn(place, (db) => sealedOf(db, neighbour))).toEqual(stays)
  const row = seenIn(place, (db) => db.prepare('SELECT * FROM submission WHERE id = ?').get(id))
  expect(row).toMatchObject({ status: 'withdrawn', sealed: null, reference_index: null, phone_index: null })
})

it('the files keep no piece of its sealed answers, once others have written', () => {
  const files = globSync('**/*.sqlite*', { cwd: place.data }).map((file) => readFileSync(join(place.data, file)))
  const lies = (piece: Buffer) => files.some((bytes) => bytes.includes(piece))
  expect(stays?.flatMap(pieces).every(lies)).toBe(true)
  expect(gone?.flatMap(pieces).filter(lies)).toEqual([])
})

/** What is sealed of a record, now and before each correction, and what was asked about it. */
function sealedOf(db: DatabaseSync, record: string): Buffer[] {
  const sql = `SELECT sealed FROM submission WHERE id = ?1 AND sealed IS NOT NULL
               UNION ALL SELECT sealed FROM submission_revision WHERE submission = ?1
               UNION ALL SELECT sealed FROM request WHERE submission = ?1 AND sealed IS NOT NULL`
  const rows = db.prepare(sql).all(record)
  return rows.map((row) => Buffer.from(row['sealed'] as Uint8Array))
}

/** Every whole run of 32 bytes. */
function pieces(sealed: Buffer): Buffer[] {
  return Array.from({ length: Math.floor(sealed.length / 32) }, (_, i) => sealed.subarray(i * 32, i * 32 + 32))
}
