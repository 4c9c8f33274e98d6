import { env } from 'cloudflare:workers'
import { beforeEach, expect, it } from 'vitest'
import { write } from '#audit/line.ts'
import { addDays, dayAt, startOf } from '#platform/clock.ts'
import { openVault } from '#platform/vault.ts'
import { holdings, personal } from '#register/holdings.ts'
import { boundsAt } from '#retention/bounds.ts'
import { purgeOver } from '#retention/purging.ts'
import { settleMarked } from '#retention/settling.ts'
import { countEnding, firstToEnd, goingBy, listEnding } from '#retention/store/keeping.ts'
import { purge } from '#retention/store/purge.ts'

const db = env.DB
const vault = await openVault(env)
const today = dayAt(Date.now())
const now = startOf(today) + 60_000
const over = addDays(today, -45)
const tables = Object.fromEntries(Object.entries(holdings).map(([name, held]) => [name, personal(held)]))

beforeEach(async () => {
  const closing = ['alert SET closed_at = 1', "nameless_alert SET closed_at = 1, outcome = 'better'"]
  await db.batch(closing.map((set) => db.prepare(`UPDATE ${set} WHERE closed_at IS NULL`)))
  await db.batch(
    [...Object.keys(tables), 'submission', 'nameless_alert'].map((table) => db.prepare(`DELETE FROM ${table}`)),
  )
})

/** A record of somebody who arrived on `arrival`, with a row in every table that can hold one. */
async function kept(id: string, arrival = over): Promise<void> {
  const each = (sql: string) => db.prepare(sql).bind(id)
  await db.batch([
    db
      .prepare(
        `INSERT INTO submission (id, token, form, version, village, people, source, arrival, reference_index, phone_index, names, sealed, received_at, changed_at)
         VALUES (?1, ?1, 'returnee', 1, 'liuxi', 2, 'self', ?2, ?1, ?1, '["n"]', x'0102', 1, 1)`,
      )
      .bind(id, arrival),
    each("INSERT INTO submission_revision VALUES (?1, 1, ?1, 'liuxi', x'0102', 1, NULL, x'0102')"),
    each("INSERT INTO contact VALUES (?1, ?1, 'liuxi', 's', 'village', 'note', x'0102', 1, NULL)"),
    each(
      "INSERT INTO check_in (key, submission, person, day, slot, revision, temperature, village, sealed, observed_at, reported_at, by, source) VALUES (?1, ?1, 0, '2026-01-01', 0, 1, 365, 'liuxi', x'0102', 1, 1, 'holder', 'self')",
    ),
    each(
      "INSERT INTO alert (id, submission, person, day, slot, village, kind, opened_at) VALUES (?1, ?1, 0, '', 0, 'liuxi', 'fever', 1)",
    ),
    each(
      "INSERT INTO entry (id, submission, book, village, step, waits, made_at, sealed) VALUES (?1, ?1, 'care', 'liuxi', 'taken', 1, 1, x'0102')",
    ),
    each("INSERT INTO entry_step VALUES (?1, ?1, ?1, 'open', 'taken', 1, 's', 'village', x'0102', NULL)"),
    each("INSERT INTO certificate VALUES (?1, ?1, 'release', ?1, 0, 'liuxi', '', '', 1, 's', NULL, x'0102')"),
    each("INSERT INTO checkpoint_pass VALUES (?1, ?1, 'liuxi', 'in', 365, 1, 1, 's', 'now', NULL)"),
  ])
}

async function changed(id: string, kind: string, day: string): Promise<void> {
  const sql = `INSERT INTO observation_change (id, submission, kind, day, village, sealed, at, by)
    VALUES (?1 || ?2 || ?3, ?1, ?2, ?3, 'liuxi', x'0102', ?4, 's')`
  await db
    .prepare(sql)
    .bind(id, kind, day, startOf(addDays(over, 5)))
    .run()
}

async function rows(): Promise<Record<string, number>> {
  const names = ['submission', 'audit', 'deletion', 'purged_count', 'retention', 'person_name', ...Object.keys(tables)]
  const results = await db.batch<{ n: number }>(names.map((name) => db.prepare(`SELECT count(*) AS n FROM ${name}`)))
  return Object.fromEntries(names.map((name, at) => [name, results[at]?.results[0]?.n ?? 0]))
}

const line = (record: string) => write(vault, { at: now, actor: 'timer', act: 'purge', record, detail: '' })
const left = async () => (await db.prepare('SELECT id FROM submission ORDER BY id').all()).results.map(({ id }) => id)

it('every table that points at a record is emptied of it, and every sealed column overwritten first', async () => {
  const { results } = await db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%REFERENCES%submission%'")
    .all<{ name: string }>()
  const pointing: Record<string, string[]> = {}
  for (const { name } of results) {
    const keys = await db.prepare(`PRAGMA foreign_key_list(${name})`).all<{ table: string; on_delete: string }>()
    const points = keys.results.some((key) => key.table === 'submission' && key.on_delete === 'NO ACTION')
    const columns = await db.prepare(`PRAGMA table_info(${name})`).all<{ name: string; type: string }>()
    const personal = columns.results.filter((column) => column.type === 'BLOB' || column.name === 'temperature')
    if (points) pointing[name] = personal.map((column) => column.name).toSorted()
  }
  const said = Object.entries(tables).map(([name, columns]) => [name, [...columns].toSorted()])
  expect(pointing).toEqual(Object.fromEntries(said))
})

it('what is over goes with all that hangs on it, and leaves a line, a line in the journal and a number', async () => {
  const before = await rows()
  await Promise.all([kept('gone'), kept('tomorrow', addDays(over, 1))])
  await purgeOver(db, vault, now, now)
  await purgeOver(db, vault, now, now)
  expect(await left()).toEqual(['tomorrow'])
  const after = await rows()
  for (const table of Object.keys(tables))
    expect([table, after[table]]).toEqual([table, table === 'observation_change' ? 0 : 1])
  expect([after['audit'], after['deletion']]).toEqual([(before['audit'] ?? 0) + 1, (before['deletion'] ?? 0) + 1])
  const line = await db.prepare("SELECT actor, act, record FROM audit WHERE act = 'purge'").first()
  expect(line).toEqual({ actor: 'timer', act: 'purge', record: 'gone' })
  const count = await db.prepare('SELECT * FROM purged_count').first()
  expect(count).toEqual({ village: 'liuxi', form: 'returnee', month: over.slice(0, 7), records: 1, people: 2 })
})

it('an open alert that goes with its record leaves a line without a name, which is counted on until it is closed', async () => {
  await kept('gone')
  const counted = () =>
    db.prepare("SELECT people FROM watch_tally WHERE village = 'liuxi' AND what = 'alert'").first<number>('people')
  const before = (await counted()) ?? 0
  await purgeOver(db, vault, now, now)
  expect([before, await counted()]).toEqual([1, 1])
  expect(await db.prepare('SELECT id, village, how, gone_at FROM nameless_alert').first()).toEqual({
    ...{ id: 'gone', village: 'liuxi', how: 'over', gone_at: now },
  })
  await db.prepare("UPDATE nameless_alert SET closed_at = 1, outcome = 'better'").run()
  expect(await counted()).toBe(0)
})

it('nobody goes whose days were changed and not computed yet, or were changed while the timer ran', async () => {
  await Promise.all(['one', 'two'].map((id) => kept(id)))
  const found = await goingBy(db, boundsAt(today), 10)
  expect(found.toSorted()).toEqual(['one', 'two'])
  await changed('one', 'extend', addDays(over, 20))
  expect(await purge(db, await Promise.all(found.map(line)), boundsAt(today))).toBe(1)
  expect(await left()).toEqual(['one'])
  await purgeOver(db, vault, now, now)
  expect(await left()).toEqual(['one'])
  const then = startOf(addDays(today, 6))
  await purgeOver(db, vault, then - 1, then - 1)
  expect(await left()).toEqual(['one'])
  await purgeOver(db, vault, then, then)
  expect(await left()).toEqual([])
})

it('two records of one household go together, on the later day', async () => {
  await Promise.all([kept('aside', addDays(over, 3)), kept('stays')])
  await db.prepare("UPDATE submission SET duplicate_of = 'stays' WHERE id = 'aside'").run()
  for (const day of [0, 1, 2]) await purgeOver(db, vault, startOf(addDays(today, day)), now)
  expect(await left()).toEqual(['aside', 'stays'])
  await purgeOver(db, vault, startOf(addDays(today, 3)), now)
  expect(await left()).toEqual([])
})

it('wherever it is cut off, each record is whole or gone', async () => {
  const doomed = ['a', 'b', 'c']
  for (const id of doomed) await kept(id)
  await changed('b', 'close', '')
  await settleMarked(db, 10)
  const whole = await rows()
  for (const table of ['audit', 'deletion', 'purged_count', ...Object.keys(tables), 'submission', 'retention']) {
    const act = ['audit', 'deletion', 'purged_count', 'retention'].includes(table) ? 'INSERT' : 'DELETE'
    await db.prepare(`CREATE TRIGGER cut BEFORE ${act} ON ${table} BEGIN SELECT RAISE(ABORT, 'cut off'); END`).run()
    await expect(purge(db, await Promise.all(doomed.map(line)), boundsAt(today))).rejects.toThrow('cut off')
    expect([table, await rows()]).toEqual([table, whole])
    const sealed = await db.prepare("SELECT count(*) AS n FROM submission WHERE hex(sealed) = '0102'").first('n')
    expect(sealed).toBe(3)
    await db.prepare('DROP TRIGGER cut').run()
  }
  await purgeOver(db, vault, now, now)
  expect(await left()).toEqual([])
})

it('one record that cannot go keeps no other, and the failure is told', async () => {
  for (let n = 0; n < 9; n += 1) await kept(`record-${n}`)
  await db
    .prepare(
      "CREATE TRIGGER stuck BEFORE DELETE ON contact WHEN OLD.id = 'record-4' BEGIN SELECT RAISE(ABORT, 'stuck'); END",
    )
    .run()
  await expect(purgeOver(db, vault, now, now)).rejects.toThrow('could not be destroyed')
  expect(await left()).toEqual(['record-4'])
  await db.prepare('DROP TRIGGER stuck').run()
  await purgeOver(db, vault, now, now)
  expect(await left()).toEqual([])
})

it('finds what is over by its indexes alone', async () => {
  const asked: string[] = []
  const watched = new Proxy(db, {
    get: (inner, key) => {
      if (key !== 'prepare') return Reflect.get(inner, key).bind(inner)
      return (sql: string) => {
        asked.push(sql)
        return inner.prepare(sql)
      }
    },
  })
  await kept('over')
  await changed('over', 'extend', addDays(over, 16))
  const bounds = boundsAt(today)
  await purgeOver(watched, vault, now, now)
  await purge(watched, [await line('over')], bounds)
  await countEnding(watched, ['liuxi'], bounds, 31).first()
  await listEnding(watched, ['liuxi'], bounds, 50)
  await firstToEnd(watched, bounds).first()
  expect(asked.length).toBeGreaterThan(20)
  for (const sql of new Set(asked)) {
    const values = [...new Set(sql.match(/\?\d/g) ?? [])].map(() => '[]')
    const plan = await db
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .bind(...values)
      .all<{ detail: string }>()
    const scans = plan.results
      .map(({ detail }) => detail)
      .filter((detail) => /^SCAN (submission|retention|check_in|contact|request|alert)/.test(detail))
    // What is on its way out has an index that is empty otherwise.
    expect([sql, scans.filter((detail) => !detail.includes('retention_going'))]).toEqual([sql, []])
  }
})
