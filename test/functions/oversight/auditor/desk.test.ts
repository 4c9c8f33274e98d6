import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { openVault } from '#platform/vault.ts'
import { send } from '#test/support/app.ts'
import { unseenDay } from '#test/support/clock.ts'
import { enrolled } from '#test/support/desk.ts'
import { registered, seated } from '#test/support/seated.ts'

// So that the first request closes a block.
unseenDay()
const auditor = await seated('auditor')
const cadre = await seated('village', 'liuxi')
const [one] = (await registered({ name: '欧阳示例', phone: '10000006789' })) as [{ id: string; reference: string }]
await cadre.get('/staff/records')
await cadre.get(`/staff/records/${one.id}`)
await cadre.post(`/staff/records/${one.id}/reveal`, { reason: 'verify' })

type Shown = { who: { id: string; name?: string; role?: string }; act: string; record: string; detail: string }
const shown = async (query = '') => (await auditor.get(`/staff/audit${query}`)).view.lines as Shown[]

describe('the audit', () => {
  it('is read by the auditor: who by name and role, which record by its id, and nothing of the person', async () => {
    const { status, view } = await auditor.get('/staff/audit')
    expect([status, view.page]).toEqual([200, 'audit'])
    const reveal = view.lines.find(({ act }: Shown) => act === 'reveal')
    expect(reveal).toMatchObject({
      who: { id: cadre.id, name: '王示例', role: 'village' },
      detail: 'verify',
      record: one.id,
    })
    const { lines } = view
    expect(lines.some(({ who, act }: Shown) => who.id === 'holder' && act === 'keep')).toBe(true)
    expect(lines.find(({ act }: Shown) => act === 'invite')).toMatchObject({ record: '', whom: { name: '王示例' } })
    // A moment may hold any four digits.
    const words = JSON.stringify(view, (_, value) => (typeof value === 'number' ? 0 : value))
    expect(words).not.toMatch(/欧|6789|sealed/)
  })
  it('is read by nobody else, and by the auditor nothing but it', async () => {
    for (const desk of [cadre, await seated('town'), await seated('clinic')])
      for (const path of ['/staff/audit', '/staff/audit/people']) expect((await desk.get(path)).status).toBe(403)
    for (const path of ['/staff/records', `/staff/records/${one.id}`])
      expect((await auditor.get(path)).status).toBe(403)
  })
  it('notes that it was looked at, and for what', async () => {
    await auditor.get(`/staff/audit?act=reveal&record=${one.id}`)
    await auditor.get('/staff/audit/people')
    const [people, look] = await shown(`?actor=${auditor.id}&act=audit`)
    expect([people?.detail, look?.detail, people?.who.id]).toEqual(['actor audit', 'people', auditor.id])
  })
  it('can be asked by person, by act, by record or its first signs, and by several', async () => {
    const mine = await shown(`?actor=${cadre.id}`)
    expect(mine.length).toBeGreaterThanOrEqual(3)
    expect(new Set(mine.map(({ who }) => who.id))).toEqual(new Set([cadre.id]))
    expect((await shown('?act=reveal')).map(({ act }) => act)).toEqual(['reveal'])
    const acts = ['reveal', 'look', 'open', 'keep']
    expect((await shown(`?record=${one.id}`)).map(({ act }) => act)).toEqual(acts)
    expect((await shown(`?record=${one.id.slice(0, 8)}`)).map(({ act }) => act)).toEqual(acts)
    expect(await shown(`?record=${one.id}&actor=holder&act=keep`)).toHaveLength(1)
    expect(await shown('?record=zzzzzzzz')).toEqual([])
    expect((await shown("?record='&act=*&actor=%00")).length).toBeGreaterThan(5)
  })
  it('says how the chain stands', async () => {
    const { view } = await auditor.get('/staff/audit')
    expect(view.chain).toMatchObject({ last: { n: 1, head: expect.stringMatching(/^[0-9a-f]{64}$/) } })
    expect(view.chain.checked).toEqual({ next: 1, round: 0, wrong: [] })
    expect(view.chain.open).toBeGreaterThan(0)
  })
})

describe('twenty thousand lines of forty people', () => {
  it('come fifty at a time, each once; a page reads few rows, whatever it asks for', async () => {
    const insert = env.DB.prepare(
      `INSERT INTO staff (id, role, villages, name, made_at) VALUES (?1, 'town', '', (SELECT name FROM staff LIMIT 1), 1)`,
    )
    const vault = await openVault(env)
    for (let i = 0; i < 40; i += 1) {
      await insert.bind(`person-${i}`).run()
      const name = await vault.seal(['staff', `person-${i}`, ''], '示例')
      await env.DB.prepare('UPDATE staff SET name = ?2 WHERE id = ?1').bind(`person-${i}`, name).run()
    }
    await env.DB.prepare(
      `INSERT INTO audit (at, actor, act, record, detail, mac)
       WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
       SELECT i, iif(i % 3 = 0, 'holder', 'person-' || (i % 40)),
         CASE i % 7 WHEN 0 THEN 'keep' WHEN 1 THEN 'look' WHEN 2 THEN 'open' WHEN 3 THEN 'unlock' ELSE 'reveal' END,
         iif(i % 7 = 3, 'person-' || (i / 7 % 40), 'record-' || (i % 50)), '', '' FROM n`,
    ).run()
    const { session } = await enrolled('auditor')
    const most: Record<string, number> = {}
    const asked = ['', 'actor=person-4', 'actor=holder', 'act=reveal', 'act=keep', 'act=unlock', 'record=record-7']
    for (const query of [...asked, 'actor=person-4&act=look', 'act=open&record=record-7', 'record=record', '/people']) {
      let rows = 0
      const db = counted((read) => {
        rows += read
      })
      const path = query.startsWith('/') ? query : `?${query}`
      const { status, view } = await send(`/staff/audit${path}`, { headers: { cookie: session } }, db)
      expect([status, (view.lines ?? view.people).length > 0]).toEqual([200, true])
      most[query] = rows
    }
    expect(Object.entries(most).filter(([, rows]) => rows > 200 || rows < 10)).toEqual([])

    const seen: number[] = []
    for (let next = '/staff/audit?actor=person-4&act=look'; next; ) {
      const { view } = await auditor.get(next)
      seen.push(...view.lines.map(({ at }: { at: number }) => at))
      next = view.next
    }
    const there = "SELECT count(*) AS n FROM audit WHERE actor = 'person-4' AND act = 'look'"
    expect([seen.length, new Set(seen).size]).toEqual(Array(2).fill(await env.DB.prepare(there).first('n')))
    expect(seen).toEqual([...seen].sort((a, b) => b - a))
  })
})

/** The database, telling how many rows were read. */
function counted(tell: (rows: number) => void): D1Database {
  const count = <Row>(result: D1Result<Row>) => {
    tell(result.meta.rows_read)
    return result
  }
  const counting = (statement: D1PreparedStatement): D1PreparedStatement => {
    const [all, run] = [statement.all.bind(statement), statement.run.bind(statement)]
    const first = async (column?: string) => {
      const [row] = count(await all<Record<string, unknown>>()).results
      return (column ? row?.[column] : row) ?? null
    }
    return Object.assign(statement, {
      first,
      all: async () => count(await all()),
      run: async () => count(await run()),
    })
  }
  const prepare = (sql: string) => {
    const statement = env.DB.prepare(sql)
    const bind = statement.bind.bind(statement)
    return Object.assign(counting(statement), { bind: (...values: unknown[]) => counting(bind(...values)) })
  }
  const batch = async (statements: D1PreparedStatement[]) => (await env.DB.batch(statements)).map(count)
  return { prepare, batch } as unknown as D1Database
}
