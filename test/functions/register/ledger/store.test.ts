import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import type { StaffAct } from '#audit/line.ts'
import type { Staff } from '#platform/principal.ts'
import { openVault, randomText } from '#platform/vault.ts'
import { type Filter, type RecordCursor, readFilter } from '#register/ledger/filter.ts'
import * as acts from '#register/ledger/store/acts.ts'
import { assign, assigneeOf } from '#register/ledger/store/household.ts'
import * as store from '#register/ledger/store/list.ts'
import * as merging from '#register/ledger/store/merge.ts'
import { phoneIndex, phonesEnding } from '#register/submissions/phone.ts'
import { waiting } from '#today/store.ts'

const cadre = (village: string): Staff => ({ id: `cadre-${village}`, name: '', role: 'village', villages: [village] })
const town: Staff = { id: 'town', name: '', role: 'town', villages: 'all' }
const filter = { ...readFilter({}, town), village: 'liuxi' }
const days = ['', '2026-05-01', '2026-05-02', '2026-05-03']
const ids: string[] = []
// Every way in which the page narrows a list; none of them may read more than a page is worth.
const every: Partial<Filter>[] = (['registered', 'verified', 'closed', 'open'] as const).flatMap((stage) =>
  (['', 'self', 'proxy', 'paper'] as const).flatMap((source) => [
    { stage, source },
    { stage, source, from: '2026-05-02', to: '2026-05-02' },
    { stage, source, calls: 'unreached' as const },
    { stage, source, whose: 'mine' as const },
  ]),
)

function actOf(staff: Staff, record: string): StaffAct {
  return { staff, line: { at: 1, actor: staff.id, act: 'look', record, detail: '', mac: '' } }
}

beforeAll(async () => {
  const sql = `INSERT INTO submission (id, token, form, version, village, people, source, arrival, reference_index, phone_index, names, sealed, received_at, changed_at)
    VALUES (?1, ?1, 'returnee', 1, ?2, 1, ?5, ?3, ?1, ?1, '["name"]', x'00', ?4, ?4)`
  for (let batch = 0; batch < 100; batch += 1) {
    const each = Array.from({ length: 100 }, (_, i) => {
      const [id, n] = [randomText(16), batch * 100 + i]
      ids.push(id)
      // Many share a day and a moment, so that only the id tells them apart.
      return env.DB.prepare(sql).bind(
        id,
        ['liuxi', 'dawan'][n % 2],
        days[n % 4],
        Math.floor(n / 200),
        ['self', 'proxy', 'paper'][n % 3],
      )
    })
    await env.DB.batch(each)
  }
})

describe('ten thousand records', () => {
  it.each([
    ['of one village', cadre('liuxi'), { village: 'liuxi' }, 5000],
    ['of all villages', town, { village: '' }, 10_000],
  ])('come page by page, each once, those that arrive first at the head: %s', async (_, staff, more, count) => {
    const seen: string[] = []
    let after: RecordCursor | undefined
    for (let page = 0; page <= count / 250; page += 1) {
      const rows = await store.list(env.DB, staff, { ...filter, ...more }, after, 250)
      seen.push(
        ...rows.map(({ arrival, received_at, id }) => `${arrival} ${String(received_at).padStart(3, '0')} ${id}`),
      )
      const last = rows.at(-1)
      if (!last) break
      after = { arrival: last.arrival, receivedAt: last.received_at, id: last.id }
    }
    expect(new Set(seen).size).toBe(count)
    expect(seen).toEqual([...seen].sort())
  })
  it('of another village are never there: by their id 0 rows, and 0 lines in the audit', async () => {
    const foreign = cadre('songling')
    let found = 0
    const db = batching()
    for (let i = 0; i < ids.length; i += 100) {
      const villages = await Promise.all(ids.slice(i, i + 100).map((id) => acts.villageOf(db, foreign, id)))
      found += villages.filter((village) => village !== null).length
    }
    expect(found).toBe(0)
    for (const id of ids.slice(0, 500)) found += (await acts.readAudited(env.DB, actOf(foreign, id))) ? 1 : 0
    expect(found).toBe(0)
    expect(await store.list(env.DB, foreign, filter, undefined, 51)).toEqual([])
    expect(await store.search(env.DB, foreign, { by: 'tail', from: '', to: '~' }, 51)).toEqual([])
    expect(await env.DB.prepare('SELECT count(*) AS n FROM audit WHERE actor = ?1').bind(foreign.id).first('n')).toBe(0)
    expect(await acts.villageOf(env.DB, town, ids[0] ?? '')).toBe('liuxi')
  })
  it('are found over an index, and few rows are read', async () => {
    const planned: string[] = []
    let read = 0
    const db = watched((plan, rows) => {
      planned.push(...plan)
      read = Math.max(read, rows)
    })
    const act = actOf(cadre('liuxi'), ids[0] ?? '')
    const limit = { key: 'key', most: 30, windowMs: 1000 }
    await store.list(db, act.staff, { ...filter, from: '2026-05-01', to: '2026-05-02' }, undefined, 51)
    await store.list(db, town, filter, { arrival: '2026-05-02', receivedAt: 20, id: 'x' }, 51)
    for (const more of every) {
      const rows = await store.list(db, town, { ...filter, village: '', ...more }, undefined, 51)
      const [{ n } = { n: -1 }] =
        (await db.batch<{ n: number }>([store.counted(db, town, { ...filter, village: '', ...more }, 51)]))[0]
          ?.results ?? []
      expect([more, n]).toEqual([more, rows.length])
    }
    // What the list's index gives is in order already.
    expect(planned.join()).toContain('submission_by_duty')
    expect(planned.join()).not.toContain('TEMP B-TREE')
    await store.search(db, act.staff, { by: 'tail', from: 'aa', to: 'ab' }, 41)
    for (const staff of [act.staff, town]) await store.search(db, staff, { by: 'name', from: 'name', to: 'name' }, 41)
    await waiting(
      db,
      town,
      [
        { ...filter, village: '', stage: 'open' },
        { ...filter, village: '', stage: 'open', from: days[1] ?? '', to: days[1] ?? '' },
      ],
      31,
    )
    await store.search(db, act.staff, { by: 'reference', from: 'a', to: 'a' }, 41)
    await acts.villageOf(db, act.staff, act.line.record)
    await acts.readAudited(db, act)
    const due = { key: 'key', mark: 1, line: act.line }
    await acts.reveal(db, act, [limit, { ...limit, key: 'other' }], [due, { ...due, key: 'other' }])
    await acts.move(db, act, { stage: 'registered', revision: 1 }, 'verified')
    await acts.contact(db, act, { id: 'x', village: 'liuxi', outcome: 'reached', sealed: null })
    await assign(db, act, null, 'nobody')
    await assigneeOf(db, act.staff, act.line.record)
    const side = (record: string) => ({ line: { ...act.line, record }, revision: 1, stage: 'registered' as const })
    await merging.candidates(db, act.staff, act.line.record)
    await merging.candidates(db, town, act.line.record)
    await merging.numbered(db, act.staff, 'a')
    await merging.merge(db, act.staff, side(ids[4] ?? ''), side(ids[8] ?? ''))
    await acts.readAudited(db, { staff: town, line: { ...act.line, record: ids[8] ?? '' } })
    await merging.split(db, { staff: act.staff, line: side(ids[4] ?? '').line }, side(ids[8] ?? '').line)
    expect(planned.filter((step) => step.includes('submission')).length).toBeGreaterThan(10)
    expect(
      planned.filter((step) => /SCAN (submission|contact|audit|staff|throttle|tally|person_name)/.test(step)),
    ).toEqual([])
    expect(read).toBeLessThanOrEqual(200)
  })
})

describe('the index of phones', () => {
  it('finds a phone by its end, and no other', async () => {
    const vault = await openVault(env)
    const [from, to] = await phonesEnding(vault, '1234')
    const within = async (phone: string) => {
      const key = await phoneIndex(vault, phone)
      return from <= key && key <= to
    }
    expect([await within('10000001234'), await within('10000561234'), await within('10000001235')]).toEqual([
      true,
      true,
      false,
    ])
  })
})

/** A database that answers what is asked of it at once in one batch: ten thousand trips would be most of the test. */
function batching(): D1Database {
  let asked: { statement: D1PreparedStatement; tell: (result: D1Result) => void }[] = []
  const answer = async () => {
    const now = asked
    asked = []
    const results = await env.DB.batch(now.map(({ statement }) => statement))
    for (const [i, result] of results.entries()) now[i]?.tell(result)
  }
  const prepare = (sql: string) => ({
    bind: (...values: unknown[]) => ({
      first: async (column: string) => {
        const statement = env.DB.prepare(sql).bind(...values)
        const { results } = await new Promise<D1Result>((tell) => {
          if (asked.push({ statement, tell }) === 1) setTimeout(answer)
        })
        return (results[0] as Record<string, unknown> | undefined)?.[column] ?? null
      },
    }),
  })
  return { prepare } as unknown as D1Database
}

/** The database, telling the plan of each statement that is run. */
function watched(tell: (plan: string[], rows: number) => void): D1Database {
  const said = new Map<object, [sql: string, values: unknown[]]>()
  const run = async (statement: object) => {
    const [sql, values] = said.get(statement) ?? ['', []]
    const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .bind(...values)
      .all<{ detail: string }>()
    return results.map(({ detail }) => detail)
  }
  const telling = async <T extends { meta: { rows_read: number } }>(statement: object, done: Promise<T>) => {
    const plan = await run(statement)
    const result = await done
    tell(plan, result.meta.rows_read)
    return result
  }
  const prepare = (sql: string) => ({
    bind(...values: unknown[]) {
      const bound = env.DB.prepare(sql).bind(...values)
      said.set(bound, [sql, values])
      return Object.assign(bound, {
        all: () =>
          telling(
            bound,
            env.DB.prepare(sql)
              .bind(...values)
              .all(),
          ),
        first: async (column: string) => {
          const { results } = await telling(
            bound,
            env.DB.prepare(sql)
              .bind(...values)
              .all(),
          )
          return results[0]?.[column] ?? null
        },
      })
    },
  })
  const batch = async (statements: D1PreparedStatement[]) => {
    const results = await env.DB.batch(statements)
    let rows = 0
    for (const [i, statement] of statements.entries()) {
      rows += results[i]?.meta.rows_read ?? 0
      tell(await run(statement), 0)
    }
    tell([], rows)
    return results
  }
  return { prepare, batch } as unknown as D1Database
}
