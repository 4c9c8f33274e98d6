/** One list says what hangs on a record; whoever adds a table adds a line to it and nothing else. */
import { env } from 'cloudflare:workers'
import { afterEach, expect, it } from 'vitest'
import { write } from '#audit/line.ts'
import { resealOnce } from '#cli/backup/reseal.ts'
import { newSecrets } from '#cli/secrets.ts'
import { dayAt } from '#platform/clock.ts'
import { openVault } from '#platform/vault.ts'
import { withdraw } from '#register/holder/store/withdrawal.ts'
import { holdings } from '#register/holdings.ts'
import { boundsAt } from '#retention/bounds.ts'
import { purge } from '#retention/store/purge.ts'

const db = env.DB
const all = async <Row>(sql: string) => (await db.prepare(sql).all<Row>()).results

// What the database itself takes along: computed anew of the records, or kept by triggers on `submission`.
const byItself = ['watch', 'retention', 'person_name', 'alike']

/** The tables with a column that points at a record, by a reference or by its name. */
async function pointing(): Promise<string[]> {
  const rows = await all<{ name: string }>(
    `SELECT DISTINCT t.name FROM sqlite_schema AS t WHERE t.type = 'table' AND t.name <> 'submission' AND t.name NOT LIKE '\\_cf%' ESCAPE '\\'
     AND t.name NOT LIKE 'search%' AND (EXISTS (SELECT 1 FROM pragma_foreign_key_list(t.name) WHERE "table" = 'submission')
     OR EXISTS (SELECT 1 FROM pragma_table_info(t.name) AS c WHERE c.name = 'submission'))`,
  )
  return rows.map(({ name }) => name).sort()
}

async function record(id: string): Promise<void> {
  const sql = `INSERT INTO submission (id, token, form, version, village, people, source, arrival, reference_index, sealed, received_at, changed_at)
    VALUES (?1, ?1, 'returnee', 1, 'liuxi', 1, 'self', '2026-01-01', ?1, x'0102', 1, 1)`
  await db.prepare(sql).bind(id).run()
}

afterEach(async () => {
  delete holdings['visit_x']
  await db.batch(['visit_x', 'covered_x'].map((table) => db.prepare(`DROP TABLE IF EXISTS ${table}`)))
})

it('every table that points at a record is in the list, and one that is not is found', async () => {
  const listed = [...Object.keys(holdings), ...byItself].sort()
  expect(await pointing()).toEqual(listed)
  await db.prepare('CREATE TABLE visit_x (id TEXT PRIMARY KEY, whose TEXT REFERENCES submission (id)) STRICT').run()
  expect(await pointing()).toEqual([...listed, 'visit_x'].sort())
})

it('a new table is covered, emptied, sealed anew and destroyed by its one line', async () => {
  await db.batch([
    db.prepare(`CREATE TABLE visit_x (id TEXT PRIMARY KEY, submission TEXT NOT NULL REFERENCES submission (id),
      village TEXT NOT NULL, pulse INTEGER CHECK (pulse > 30), sealed BLOB, over_at INTEGER) STRICT`),
    db.prepare('CREATE TABLE covered_x (id TEXT, pulse INTEGER, said TEXT) STRICT'),
    db.prepare(`CREATE TRIGGER covers_x AFTER UPDATE ON visit_x
      BEGIN INSERT INTO covered_x VALUES (NEW.id, NEW.pulse, iif(NEW.sealed IS NULL, '-', hex(NEW.sealed))); END`),
  ])
  holdings['visit_x'] = {
    sealed: { sealed: ['visit', 'id', 'village'] },
    overwritten: { pulse: 60 },
    withdrawn: 'over_at = coalesce(over_at, ?2)',
  }
  const [was, is] = [newSecrets(), newSecrets()]
  const old = await openVault(was)
  const ring = `2:${is.SEAL_KEYS.split(':')[1]},${was.SEAL_KEYS}`
  const vault = await openVault({ ...was, SEAL_KEYS: ring })
  for (const id of ['gone', 'over', 'stays']) {
    await record(id)
    await db
      .prepare('UPDATE submission SET sealed = ?2 WHERE id = ?1')
      .bind(id, await old.seal(['submission', id, 'liuxi'], id))
      .run()
    await db
      .prepare("INSERT INTO visit_x VALUES (?1, ?1, 'liuxi', 88, ?2, NULL)")
      .bind(id, await old.seal(['visit', id, 'liuxi'], `said by ${id}`))
      .run()
  }

  expect(await resealOnce(db, vault, 2, () => undefined)).toBe(6)
  const sealed = await all<{ id: string; sealed: number[] }>('SELECT id, sealed FROM visit_x ORDER BY id')
  for (const row of sealed) {
    expect(row.sealed[0]).toBe(2)
    expect(await vault.open(['visit', row.id, 'liuxi'], row.sealed)).toBe(`said by ${row.id}`)
  }
  await db.prepare('DELETE FROM covered_x').run()

  const line = { at: 7, actor: 'holder', act: 'withdraw', record: 'gone', detail: '' } as const
  await withdraw(db, await write(vault, line))
  const zeros = '00'.repeat(sealed[0]?.sealed.length ?? 0)
  expect(await all('SELECT * FROM covered_x')).toEqual([
    { id: 'gone', pulse: 60, said: zeros },
    { id: 'gone', pulse: null, said: '-' },
  ])
  expect(await all('SELECT id, pulse, over_at FROM visit_x ORDER BY id')).toEqual([
    { id: 'gone', pulse: null, over_at: 7 },
    { id: 'over', pulse: 88, over_at: null },
    { id: 'stays', pulse: 88, over_at: null },
  ])

  await db.prepare('DELETE FROM covered_x').run()
  const end = await write(vault, { at: 8, actor: 'timer', act: 'purge', record: 'over', detail: '' })
  expect(await purge(db, [end], boundsAt(dayAt(Date.now())))).toBe(1)
  const last = '00'.repeat(sealed[1]?.sealed.length ?? 0)
  expect(await all('SELECT * FROM covered_x')).toEqual([{ id: 'over', pulse: 60, said: last }])
  expect(await all('SELECT id FROM visit_x ORDER BY id')).toEqual([{ id: 'gone' }, { id: 'stays' }])
})
