import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { requests } from '#books/requests.ts'
import { counted } from '#books/store/waiting.ts'
import { addDays, dayAt } from '#platform/clock.ts'
import { post } from '#test/support/app.ts'
import { looked } from '#test/support/clock.ts'
import { registered, type Seated, seated } from '#test/support/seated.ts'

const liuxi = await seated('village', 'liuxi')
const dawan = await seated('village', 'dawan')
const town = await seated('town')
const today = dayAt(Date.now())
const [one, two, third] = (await registered(
  { name: '欧阳示例', phone: '10000006789' },
  { name: '诸葛示例', phone: '10000004321' },
  { name: '司马示例', phone: '10000002222' },
)) as [Kept, Kept, Kept]
type Kept = { reference: string; id: string }

const key = () => crypto.randomUUID().replaceAll('-', '').slice(0, 22)
async function passOf({ reference }: Kept, tail: string) {
  return String((await post('/my/open', { reference: [reference], tail: [tail] })).view.pass)
}
const ask = (pass: string, fields: Record<string, string>) =>
  post('/my/requests/write', {
    pass: [pass],
    ...Object.fromEntries(Object.entries({ key: key(), ...fields }).map(([name, value]) => [name, [value]])),
  })
const ids = async (desk: Seated): Promise<string[]> =>
  (await desk.get('/staff/requests')).view.lines.map(({ id }: { id: string }) => id)
// Requests of a day stand in the order of their random ids, so one is chosen by what it is.
const complaint = async (): Promise<string> =>
  (await liuxi.get('/staff/requests')).view.lines.find(({ kind }: { kind: string }) => kind === 'complain').id
const audit = async (act: string, record: string) =>
  (
    await env.DB.prepare('SELECT actor, detail FROM audit WHERE act = ?1 AND record = ?2 ORDER BY seq')
      .bind(act, record)
      .all()
  ).results

describe('what a person asks for', () => {
  it('gets a number and a day, once however often it is pressed, and is sealed', async () => {
    const pass = await passOf(one, '6789')
    expect((await post('/my/requests', { pass: [pass] })).view).toMatchObject({ page: 'own-book', entries: [] })
    const said = { key: key(), kind: 'correct', text: '村里抄错了\n组号' }
    const first = await ask(pass, said)
    const { kept } = first.view
    expect(kept).toMatchObject({ kind: 'correct', step: 'open', due: addDays(today, 15) })
    expect(kept.said.at(-1)[1]).toBe(said.text)
    expect(kept.number).toMatch(/^[1-9]\d{6}$/)
    const again = await ask(pass, said)
    expect(again.view.kept.number).toBe(kept.number)
    expect(again.view.entries.length).toBe(1)
    expect(await audit('entry-write', one.id)).toEqual([{ actor: 'holder', detail: 'requests correct' }])
    const row = await env.DB.prepare('SELECT sealed FROM entry').first<{ sealed: number[] }>()
    expect(new TextDecoder().decode(new Uint8Array(row?.sealed ?? []))).not.toContain('村里')
    const { view } = await post('/my/open', { reference: [one.reference], tail: ['6789'] })
    expect(view.events).toContainEqual(expect.objectContaining({ act: 'entry-write', actor: 'holder' }))
  })
  it('comes again with what was typed where it lacks something', async () => {
    const pass = await passOf(one, '6789')
    for (const [fields, wrong] of [
      [{ kind: 'money', text: '字' }, 'kind'],
      [{ kind: 'copy', text: '长'.repeat(301) }, 'text'],
      [{ kind: 'copy', text: '坏\u0007' }, 'text'],
    ] as const)
      expect((await ask(pass, fields)).view).toMatchObject({
        errors: { [wrong]: expect.any(String) },
        status: 422,
        raw: { text: [fields.text] },
      })
    expect((await ask('nothing', { kind: 'copy' })).status).toBe(403)
  })
  it('names no row of another thing, whatever key the page sends', async () => {
    const pass = await passOf(third, '2222')
    const { status, view } = await ask(pass, { kind: 'copy', key: third.id })
    expect([status, view.kept.id === third.id]).toEqual([200, false])
    expect((await post('/my/open', { reference: [third.reference], tail: ['2222'] })).view.entry).toBeUndefined()
    await env.DB.prepare('DELETE FROM entry WHERE submission = ?1').bind(third.id).run()
  })
  it('is at most ten that wait, even pressed at once; an answer makes room', async () => {
    const pass = await passOf(third, '2222')
    const all = await Promise.all(Array.from({ length: 14 }, () => ask(pass, { kind: 'complain' })))
    expect(all.filter(({ status }) => status === 200).length).toBe(10)
    expect(all.find(({ status }) => status === 422)?.view).toMatchObject({
      full: true,
      raw: { kind: ['complain'] },
    })
    await liuxi.post(`/staff/requests/${await complaint()}/step`, { key: key(), step: 'done' })
    expect((await ask(pass, { kind: 'copy' })).status).toBe(200)
  })
})

describe('the desk', () => {
  it('lists its own by the day they are due, masked, and marks what is overdue', async () => {
    const pass = await passOf(two, '4321')
    const { view } = await ask(pass, { kind: 'copy', text: '诸葛家要两份' })
    await env.DB.prepare('UPDATE entry SET due = ?2 WHERE number = ?1').bind(view.kept.number, addDays(today, -1)).run()
    const list = (await liuxi.get('/staff/requests')).view
    expect(list.lines[0]).toMatchObject({
      kind: 'copy',
      overdue: true,
      record: { name: '诸***', phone: '100****4321' },
    })
    expect(list.lines[1].overdue).toBe(false)
    expect(JSON.stringify(list)).not.toMatch(/诸葛|10000004321/)
    expect(await ids(dawan)).toEqual([])
    expect((await ids(town)).length).toBe(list.lines.length)
    const count = (who: Parameters<typeof counted>[1]) => counted(env.DB, who, requests, today, 100)
    expect(await count(staff(liuxi, ['liuxi']))).toMatchObject({ waiting: list.lines.length, overdue: 1 })
    expect(await count(staff(dawan, ['dawan']))).toEqual({ waiting: 0, overdue: 0, oldest: null })
    expect(await count({ ...staff(town, []), villages: 'all' })).toMatchObject({ overdue: 1 })
  })
  it('opens one with its words, which its holder can see, and answers it once', async () => {
    const [id = ''] = await ids(liuxi)
    const at = `/staff/requests/${id}`
    const { entry } = (await liuxi.get(at)).view
    expect(entry).toMatchObject({ overdue: true, step: 'open' })
    expect(entry.said.at(-1)[1]).toBe('诸葛家要两份')
    expect(await audit('entry-look', two.id)).toEqual([{ actor: liuxi.id, detail: 'requests copy' }])
    for (const [fields, wrong] of [
      [{ step: 'maybe' }, 'step'],
      [{ step: 'refused', words: ' ' }, 'reason'],
      [{ step: 'done', words: '长'.repeat(301) }, 'words'],
    ] as const)
      expect((await liuxi.post(`${at}/step`, { key: key(), ...fields })).view).toMatchObject({ wrong, status: 422 })
    const answer = { key: key(), step: 'refused', words: '原件已经交给本人' }
    const { view: answered } = await liuxi.post(`${at}/step`, answer)
    const step = { step: 'refused', role: 'village', words: answer.words }
    expect(answered).toMatchObject({ outcome: 'taken', entry: { step: 'refused', overdue: false, steps: [step] } })
    expect((await liuxi.post(`${at}/step`, answer)).view.outcome).toBe('taken')
    const late = await town.post(`${at}/step`, { key: key(), step: 'done', words: '改成已办' })
    expect([late.status, late.view.outcome, late.view.entry.steps]).toMatchObject([409, 'late', [step]])
    expect(await audit('entry-step', two.id)).toEqual([{ actor: liuxi.id, detail: 'requests refused' }])
    const { view } = await post('/my/requests', { pass: [await passOf(two, '4321')] })
    expect(view.entries).toMatchObject([{ step: 'refused', steps: [{ ...step, name: '' }] }])
    expect((await post('/my/open', { reference: [two.reference], tail: ['4321'] })).view.events).toContainEqual(
      expect.objectContaining({ act: 'entry-step', actor: 'village' }),
    )
    expect(await ids(liuxi)).not.toContain(id)
  })
  it('two answer at once: one does, the other hears of it', async () => {
    const id = await complaint()
    const both = await Promise.all(
      [liuxi, town].map((desk) => desk.post(`/staff/requests/${id}/step`, { key: key(), step: 'done' })),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  })
  it('turns pages', async () => {
    const insert = `INSERT INTO entry (id, number, submission, book, village, kind, step, waits, made_at, due)
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120)
      SELECT printf('%022d', i), 'n' || i, ?1, 'requests', 'liuxi', 'copy', 'open', 1, 1, '2027-01-' || printf('%02d', i % 28 + 1) FROM n`
    await env.DB.prepare(insert).bind(one.id).run()
    const seen: string[] = []
    for (let next: string | undefined = '/staff/requests'; next; ) {
      const { view }: { view: { lines: { id: string; due: string; madeAt: number }[]; next?: string } } =
        await town.get(next)
      expect(view.lines.length).toBeLessThanOrEqual(50)
      seen.push(...view.lines.map(({ id, due, madeAt }) => due + String(madeAt).padStart(14, '0') + id))
      next = view.next
    }
    expect(seen).toEqual([...new Set(seen)].sort())
    expect(seen.length).toBeGreaterThan(120)
    await env.DB.prepare("DELETE FROM entry WHERE number LIKE 'n%'").run()
  })
  it('is not there for another village, nor for a role that answers nobody', async () => {
    const [id = ''] = await ids(liuxi)
    expect((await dawan.get(`/staff/requests/${id}`)).status).toBe(404)
    expect((await dawan.post(`/staff/requests/${id}/step`, { key: key(), step: 'done' })).status).toBe(404)
    for (const role of ['clinic', 'publicity', 'auditor', 'checkpoint'] as const) {
      const desk = await seated(role)
      for (const path of ['/staff/requests', `/staff/requests/${id}`]) expect((await desk.get(path)).status).toBe(403)
      expect((await desk.post(`/staff/requests/${id}/step`, { key: key(), step: 'done' })).status).toBe(403)
    }
  })
  it('asks an index, and no more rows than it shows', async () => {
    const plan = await env.DB.prepare(
      "EXPLAIN QUERY PLAN SELECT id FROM entry WHERE book = 'requests' AND waits = 1 AND village = 'liuxi' AND (due, made_at, id) > ('', 0, '') ORDER BY due, made_at, id LIMIT 51",
    ).all<{ detail: string }>()
    expect(plan.results.map(({ detail }) => detail).join()).toMatch(
      /^SEARCH entry USING (COVERING )?INDEX entry_by_village/,
    )
  })
})

describe('a record that changes', () => {
  it('takes its requests along to the desk of another village', async () => {
    const pass = await passOf(one, '6789')
    const questions = await post('/my/correct', { pass: [pass] })
    const raw = { ...questions.view.raw, 'home.village': ['dawan'], pass: [pass], seen: ['1'] }
    const { view: again } = await post('/my/check', raw)
    looked()
    const before = await ids(liuxi)
    expect((await post('/my/keep', { ...raw, token: [again.token] })).view.corrected).toBe(true)
    const moved = await ids(dawan)
    expect(moved.length).toBeGreaterThan(0)
    expect(before).toEqual(expect.arrayContaining(moved))
    expect((await dawan.get(`/staff/requests/${moved[0]}`)).view.entry.said.at(-1)[1]).toBe('村里抄错了\n组号')
  })
  it('destroys their words when it is withdrawn; the rows stay to be counted', async () => {
    await post('/my/withdraw', { pass: [await passOf(one, '6789')], sure: ['yes'] })
    await post('/my/withdraw', { pass: [await passOf(two, '4321')], sure: ['yes'] })
    const rows = async ({ id }: Kept) =>
      (
        await env.DB.prepare('SELECT step, kind, sealed FROM entry WHERE submission = ?1 ORDER BY made_at')
          .bind(id)
          .all()
      ).results
    expect(await rows(one)).toEqual([{ step: 'withdrawn', kind: 'correct', sealed: null }])
    expect(await rows(two)).toEqual([{ step: 'refused', kind: 'copy', sealed: null }])
    const words = 'SELECT count(*) AS n FROM entry_step WHERE submission IN (?1, ?2) AND sealed IS NOT NULL'
    expect(await env.DB.prepare(words).bind(one.id, two.id).first('n')).toBe(0)
    expect(await ids(dawan)).toEqual([])
  })
})

function staff({ id }: Seated, villages: string[]) {
  return { id, name: '', role: 'village' as const, villages }
}
