/** Pressed sixty-four times at once, one button keeps one record and gives one number. */
import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { returnee } from '#forms/returnee.ts'
import { newSending, send } from '../support/load.ts'
import { browser, numberOn } from '../support/load-pages.ts'
import { newPlace, type Running, start } from '../support/process.ts'
import { seenIn } from '../support/sqlite.ts'
import { looked, typedInto } from '../support/typed.ts'

const TIMES = 64
const place = newPlace()
let server: Running

beforeAll(async () => {
  server = await start(place)
})
afterAll(async () => {
  await server.stop()
  rmSync(place.folder, { recursive: true })
})

it('64 presses of one button on the page keep one record', async () => {
  const before = standing()
  const visitor = browser(server.url)
  const typed = typedInto(returnee, JSON.parse(newSending().body))
  const check = await visitor.post('/forms/returnee/check', typed)
  await looked()
  const receipts = await Promise.all(times(() => visitor.post('/forms/returnee/keep', check.hidden)))
  expect(receipts.map(({ status }) => status)).toEqual(times(() => 200))
  const numbers = new Set(receipts.map(numberOn))
  expect([...numbers]).toEqual([expect.stringMatching(/^\d{12}$/)])
  expect(standing()).toEqual({ rows: before.rows + 1, kept: before.kept + 1 })
})

it('64 sends of one Idempotency-Key through the API keep one record', async () => {
  const before = standing()
  const sending = newSending()
  const answers = await Promise.all(times(() => send(server.url, sending)))
  expect(answers.map(({ status }) => status)).toEqual(times(() => 201))
  const numbers = new Set(answers.map(({ reference }) => reference))
  expect([...numbers]).toEqual([expect.stringMatching(/^\d{12}$/)])
  expect(standing()).toEqual({ rows: before.rows + 1, kept: before.kept + 1 })
})

function times<T>(make: () => T): T[] {
  return Array.from({ length: TIMES }, make)
}

/** Records, and audit lines that say one was kept. */
function standing(): { rows: number; kept: number } {
  const sql =
    "SELECT (SELECT count(*) FROM submission) AS rows, (SELECT count(*) FROM audit WHERE act = 'keep') AS kept"
  const { rows, kept } = seenIn(place, (db) => db.prepare(sql).get()) ?? {}
  return { rows: Number(rows), kept: Number(kept) }
}
