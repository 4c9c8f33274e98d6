import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it } from 'vitest'
import { registered, seated } from '#test/support/seated.ts'

const marked = '欧阳示例'
type Kept = { id: string; reference: string }
const [one, two] = (await registered(
  { name: marked, phone: '10000006789' },
  { name: marked, phone: '10000006789' },
)) as [Kept, Kept]
const seen = { seen: '1.registered', 'seen-other': '1.registered' }
const path = `/staff/records/${one.id}`
const allowed = (answers: { status: number }[]) => answers.filter(({ status }) => status === 200).length

describe('the quota', () => {
  it('allows thirty reveals an hour, exactly, among 64 at once; then waits, and counts each member alone', async () => {
    const desk = await seated('village', 'liuxi')
    const answers = await Promise.all(
      Array.from({ length: 64 }, () => desk.post(`${path}/reveal`, { reason: 'visit' })),
    )
    expect(allowed(answers)).toBe(30)
    const late = answers.find(({ status }) => status === 429)
    expect(late?.view.result).toBe('quota')
    expect(JSON.stringify(late?.view)).not.toContain('欧阳')
    const rows = await env.DB.prepare("SELECT count(*) AS n FROM audit WHERE act = 'reveal' AND actor = ?1")
      .bind(desk.id)
      .first('n')
    expect(rows).toBe(30)
    const other = await seated('village', 'liuxi')
    expect((await other.post(`${path}/reveal`, { reason: 'visit' })).status).toBe(200)
  })
  it('allows a hundred a day; what was refused, or is not theirs, is not counted', async () => {
    const desk = await seated('village', 'liuxi')
    const foreign = await seated('village', 'dawan')
    await foreign.post(`${path}/reveal`, { reason: 'visit' })
    const tries = async () => (await env.DB.prepare('SELECT max(tries) AS n FROM throttle').first<number>('n')) ?? 0
    await env.DB.prepare('DELETE FROM throttle').run()
    let shown = 0
    for (let hour = 0; hour < 4; hour += 1) {
      shown += allowed(
        await Promise.all(Array.from({ length: 40 }, () => desk.post(`${path}/reveal`, { reason: 'visit' }))),
      )
      // An hour goes by: the smaller counter is the hour's.
      if (hour < 3)
        await env.DB.prepare('DELETE FROM throttle WHERE until < (SELECT max(until) FROM throttle) - 3600000').run()
    }
    expect(shown).toBe(100)
    expect(await tries()).toBe(100)
  })
})

describe('where the audit cannot be written', () => {
  const stops = (acts: string) =>
    env.DB.prepare(
      `CREATE TRIGGER stopped BEFORE INSERT ON audit WHEN NEW.act IN (${acts}) BEGIN SELECT raise(ABORT, 'full'); END`,
    ).run()
  afterEach(async () => {
    await env.DB.prepare('DROP TRIGGER IF EXISTS stopped').run()
  })

  it('no data leaves, and nothing is done', async () => {
    const desk = await seated('village', 'liuxi')
    await stops("'list', 'search', 'look', 'reveal', 'verify', 'contact', 'close', 'note', 'assign', 'merge', 'split'")
    const answers = [
      await desk.get('/staff/records'),
      await desk.post('/staff/records/find', { sought: '6789' }),
      await desk.get(path),
      await desk.post(`${path}/reveal`, { reason: 'verify' }),
      await desk.post(`${path}/verify`, { seen: '1' }),
      await desk.post(`${path}/contact`, { outcome: 'reached', call: 'c'.repeat(22), note: '诸葛' }),
      await desk.post(`${path}/note`, { call: 'c'.repeat(22), note: '诸葛' }),
      await desk.post(`${path}/assign`, { seen: '', assignee: desk.id }),
      await desk.post(`${path}/same`),
      await desk.post(`${path}/merge`, { other: two.id, stays: two.id, ...seen }),
    ]
    for (const { status, view } of answers) {
      // What was sent comes back; of the record nothing does.
      const { resend, ...rest } = view
      expect([status, rest.page]).toEqual([503, 'error'])
      expect(JSON.stringify(rest)).not.toMatch(/欧|6789/)
    }
    const row = 'SELECT stage, assignee, duplicate_of FROM submission WHERE id = ?1'
    expect(await env.DB.prepare(row).bind(one.id).first()).toEqual({
      stage: 'registered',
      assignee: null,
      duplicate_of: null,
    })
    expect(await env.DB.prepare('SELECT count(*) AS n FROM contact').first('n')).toBe(0)
  })
})
describe('five minutes', () => {
  it('end; and leave is good for one record and one member only', async () => {
    const [desk, other] = [await seated('village', 'liuxi'), await seated('village', 'liuxi')]
    const { view } = await desk.post(`${path}/reveal`, { reason: 'visit' })
    const leave = view.revealed.leave as string
    const call = (id: string, with_ = leave, by = desk) =>
      by.post(`${path}/contact`, { outcome: 'reached', call: id.repeat(22), leave: with_ })
    expect((await call('d')).view.revealed).toBeDefined()
    expect((await call('e', leave, other)).view.revealed).toBeUndefined()
    const [end = '', signature] = leave.split('.')
    for (const forged of [`${(Number.parseInt(end, 36) + 1).toString(36)}.${signature}`, `1.${signature}`, '', 'x'])
      expect((await call('f', forged)).view.revealed).toBeUndefined()
  })
})
