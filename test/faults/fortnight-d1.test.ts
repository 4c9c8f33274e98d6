/** The database of the drill behaves as D1 does: the same statements, the same answers. */
import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabase } from '#cli/database.ts'
import { newPlace } from '../support/process.ts'
import { newDatabase } from './fortnight/d1.ts'

const place = newPlace()
const small = newDatabase()
let real: Awaited<ReturnType<typeof openDatabase>>
beforeAll(async () => {
  real = await openDatabase(place.data)
})
afterAll(async () => {
  await real.close()
  rmSync(place.folder, { recursive: true, force: true })
})

const said = (error: unknown) =>
  String(error)
    .replace(/^Error: /, '')
    .replace(/: SQLITE_CONSTRAINT.*$/, '')
const row = 'INSERT INTO throttle (key, tries, until) VALUES (?1, ?2, ?3)'
const count = 'SELECT count(*) AS n FROM throttle'

/** What a program sees of the same calls. */
const calls: Record<string, (db: D1Database) => Promise<unknown>> = {
  'a row, and how many changed': async (db) => (await db.prepare(row).bind('a', 1, 10).run()).meta.changes,
  'nothing, where it is there': async (db) =>
    (await db.prepare(`${row} ON CONFLICT (key) DO NOTHING`).bind('a', 2, 20).run()).meta.changes,
  'what it returns': async (db) =>
    (await db.prepare('UPDATE throttle SET tries = tries + 1 RETURNING key, tries').all()).results,
  'what is there twice': (db) => db.prepare(row).bind('a', 1, 10).run(),
  'a batch, and what changed before': async (db) =>
    (
      await db.batch([
        db.prepare(row).bind('b', 1, 10),
        db.prepare("INSERT INTO throttle SELECT 'c', 1, 1 WHERE changes() = 1"),
        db.prepare("INSERT INTO throttle SELECT 'd', 1, 1 WHERE changes() = 0"),
        db.prepare(count),
      ])
    ).map(({ results, meta }) => [results, meta.changes]),
  'a batch that fails': (db) => db.batch([db.prepare(row).bind('e', 1, 1), db.prepare(row).bind('a', 1, 1)]),
  'which left nothing': (db) => db.prepare(count).first('n'),
  'a key of another table': (db) =>
    db
      .prepare(
        "INSERT INTO alert (id, submission, person, day, slot, village, kind, opened_at) VALUES ('x', 'nobody', 0, '', 0, '', 'fever', 0)",
      )
      .run(),
  'a check': (db) => db.prepare("INSERT INTO throttle VALUES ('f', 'many', 1)").run(),
  'nothing at all': (db) => db.prepare(`${count} WHERE tries > 99`).first(),
  'a row that is not there': (db) => db.prepare("SELECT key FROM throttle WHERE key = 'z'").first('key'),
  bytes: async (db) =>
    (
      await db
        .prepare('SELECT ?1 AS bytes')
        .bind(new Uint8Array([1, 2]))
        .all()
    ).results,
  'a number, a text, nothing': async (db) =>
    (await db.prepare('SELECT typeof(?1) AS a, typeof(?2) AS b, ?3 AS c').bind(7, '7', null).all()).results,
  undefined: async (db) => db.prepare('SELECT ?1 AS a').bind(undefined).first(),
  'too few': (db) => db.prepare('SELECT ?1 AS a, ?2 AS b').bind(1).first(),
}

it.each(Object.entries(calls))('%s', async (_, call) => {
  const seen = (db: D1Database) => call(db).catch(said)
  expect(await seen(small)).toEqual(await seen(real.db))
})
