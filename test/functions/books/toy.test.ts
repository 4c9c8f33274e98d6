/** What a book of one file (test/support/toy-book.ts) has by being one; its rows of the matrix stand in test/functions/staff/matrix.test.ts. */
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { app } from '#app.ts'
import { places } from '#cli/backup/places.ts'
import { forms } from '#forms/index.ts'
import { addDays, dayAt } from '#platform/clock.ts'
import { openVault } from '#platform/vault.ts'
import { purgeOver } from '#retention/purging.ts'
import { checked, post, send } from '#test/support/app.ts'
import { looked } from '#test/support/clock.ts'
import { type Seated, seated } from '#test/support/seated.ts'
import { toy } from '#test/support/toy-book.ts'
import { example } from '#test/support/typed.ts'

const answers = { name: ['欧阳示例'], phone: ['10000006789'], 'home.village': ['liuxi'], what: ['cart'], why: ['拉砖'] }
const key = () => crypto.randomUUID().replaceAll('-', '').slice(0, 22)
let [cadre, town, foreign]: Seated[] = []
let [reference, id] = ['', '']

function at(who: Seated | undefined): Seated {
  if (!who) throw new Error('nobody is at the desk')
  return who
}
async function written(said: Record<string, string[]> = {}): Promise<string> {
  const ready = await checked({ ...answers, ...said }, 'toy')
  looked()
  return String((await post('/forms/toy/keep', ready)).view.reference)
}
const opened = (number: string) => post('/my/open', { reference: [number], tail: ['6789'] })
const waits = async (who: Seated | undefined) =>
  (await at(who).get('/staff/')).view.books.find(({ slug }: { slug: string }) => slug === 'toy')

beforeAll(async () => {
  ;[cadre, town, foreign] = [await seated('village', 'liuxi'), await seated('town'), await seated('village', 'dawan')]
  reference = await written()
  id = String((await opened(reference)).view.pass).slice(0, 22)
})

describe('for everybody', () => {
  it('has its questions, a number, and a place under /my that says how far it came', async () => {
    expect(forms['toy']?.title).toBe('借东西')
    expect(reference).toMatch(/^\d{12}$/)
    const due = addDays(dayAt(Date.now()), 2)
    expect((await opened(reference)).view).toMatchObject({ page: 'record', entry: { book: 'toy', step: 'open', due } })
  })
  it('is written once by who presses twice, and comes back with what is wrong', async () => {
    const ready = await checked({ ...answers, why: ['再借一次'] }, 'toy')
    looked()
    const both = await Promise.all([1, 2].map(() => post('/forms/toy/keep', ready)))
    expect(new Set(both.map(({ view }) => view.reference)).size).toBe(1)
    const wrong = await post('/forms/toy/check', { ...answers, what: ['house'] })
    expect([wrong.status, wrong.view.errors]).toEqual([422, { what: '请选择借什么' }])
    expect(wrong.view.raw['why']).toEqual(['拉砖'])
  })
  it('is asked again in the same words another day, and is another entry then', async () => {
    const ready = await checked({ ...answers, why: ['又借一次'] }, 'toy')
    looked()
    const first = await post('/forms/toy/keep', ready)
    expect(first.headers.getSetCookie().join()).toMatch(/__Host-visit=;.*Max-Age=0/)
    const [second, again] = [await written({ why: ['又借一次'] }), await post('/forms/toy/keep', ready)]
    expect(again.view.reference).toBe(first.view.reference)
    expect(second).not.toBe(first.view.reference)
  })
  it('has an address for programs, which says what it asks', async () => {
    const { view } = await send('/api/openapi.json', {})
    expect(view.paths['/api/forms/toy'].post.summary).toBe('借东西')
    const body = JSON.stringify(example(toy.form))
    const json = { method: 'POST', body, headers: { 'content-type': 'application/json' } }
    expect((await send('/api/forms/toy', json)).status).toBe(201)
  })
  it('is corrected like any record: its kind and its village go along', async () => {
    const number = await written({ what: ['ladder'] })
    const { view: record } = await opened(number)
    const { view: questions } = await post('/my/correct', { pass: [record.pass] })
    const raw = { ...questions.raw, what: ['cart'], 'home.village': ['dawan'], pass: [record.pass], seen: ['1'] }
    const { view: check } = await post('/my/check', raw)
    looked()
    expect((await post('/my/keep', { ...raw, token: [check.token] })).view.corrected).toBe(true)
    expect((await at(foreign).get('/staff/toy')).view.lines).toMatchObject([{ kind: 'cart', step: 'open' }])
    await post('/my/withdraw', { pass: [record.pass], sure: ['yes'] })
    expect((await at(foreign).get('/staff/toy')).view.lines).toEqual([])
    const row = 'SELECT step, waits FROM entry WHERE id = ?1'
    expect(await env.DB.prepare(row).bind(record.pass.slice(0, 22)).first()).toEqual({ step: 'withdrawn', waits: 0 })
  })
})

describe('at the desk', () => {
  it('is listed masked, by what is due first, for its villages and the town', async () => {
    for (const who of [cadre, town]) {
      const { view } = await at(who).get('/staff/toy')
      expect(view.lines.map(({ id }: { id: string }) => id)).toContain(id)
      expect(view.lines[0]).toMatchObject({ kind: 'cart', record: { name: '欧***', phone: '100****6789' } })
      expect(JSON.stringify(view)).not.toMatch(/欧阳|10000006789|拉砖/)
    }
    expect((await at(foreign).get(`/staff/toy/${id}`)).status).toBe(404)
    expect((await (await seated('clinic')).get('/staff/toy')).status).toBe(403)
  })
  it('stands on the first page with the oldest wait, and is too late after its days', async () => {
    const { made_at: oldest } = (await env.DB.prepare('SELECT made_at FROM entry WHERE id = ?1').bind(id).first()) ?? {}
    expect(await waits(cadre)).toMatchObject({ title: '借东西', overdue: 0, oldest })
    const counted = (await waits(cadre)).waiting
    expect(counted).toBeGreaterThan(0)
    await env.DB.prepare("UPDATE entry SET due = '2026-01-01' WHERE id = ?1").bind(id).run()
    expect(await waits(cadre)).toMatchObject({ waiting: counted, overdue: 1 })
    expect((await at(cadre).get(`/staff/toy/${id}`)).view.entry.overdue).toBe(true)
  })
  it('goes from step to step, once each, and back within ten minutes by who took it', async () => {
    const step = (who: Seated | undefined, to: string, press = key()) =>
      at(who).post(`/staff/toy/${id}/step`, { key: press, step: to })
    expect((await step(cadre, 'back')).view.outcome).toBe('late')
    expect((await step(cadre, 'house')).view.wrong).toBe('step')
    const lent = (await step(cadre, 'lent')).view
    expect(lent).toMatchObject({ outcome: 'taken', undo: expect.any(String), entry: { step: 'lent' } })
    expect((await step(town, 'lent')).status).toBe(409)
    const undo = (who: Seated | undefined) => at(who).post(`/staff/toy/${id}/undo`, { key: lent.undo })
    expect((await undo(town)).status).toBe(409)
    expect((await undo(cadre)).view).toMatchObject({ outcome: 'undone', entry: { step: 'open', steps: [] } })
    expect((await undo(cadre)).status).toBe(409)
    const late = (await step(cadre, 'lent')).view.undo
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10 * 60_000 })
    expect((await at(cadre).post(`/staff/toy/${id}/undo`, { key: late })).status).toBe(409)
    vi.useRealTimers()
    expect((await opened(reference)).view.entry.step).toBe('lent')
    const acts = env.DB.prepare(
      "SELECT act || ' ' || detail AS said FROM audit WHERE record = ?1 AND act IN ('entry-step', 'entry-undo') ORDER BY seq",
    ).bind(id)
    expect((await acts.all<{ said: string }>()).results.map(({ said }) => said)).toEqual([
      'entry-step toy lent',
      'entry-undo toy lent',
      'entry-step toy lent',
    ])
  })
  it('shows what was said to who opens it, and whose it is only masked', async () => {
    const { entry, record } = (await at(cadre).get(`/staff/toy/${id}`)).view
    expect(entry.said.map(([, words]: string[]) => words)).toEqual(['欧***', '100****6789', '柳溪村', '推车', '拉砖'])
    expect(record.name).toBe('欧***')
  })
  it('leaves as a sheet for the wall, as CSV and as a workbook, masked and noted', async () => {
    const wall = (await at(town).get('/staff/toy/wall')).view
    expect([wall.page, wall.lines.length]).toEqual(['book-wall', (await at(town).get('/staff/toy')).view.lines.length])
    const csv = await at(town).post('/staff/toy/file', { format: 'csv' })
    expect(csv.headers.get('content-disposition')).toMatch(/filename="toy-[\d-]+\.csv"/)
    expect(csv.view).toMatch(/推车.*借出去了/)
    expect(csv.view).not.toMatch(/欧阳|10000006789/)
    const xlsx = await at(town).post('/staff/toy/file', {})
    expect([xlsx.headers.get('content-type'), xlsx.view.slice(0, 2)]).toEqual([expect.stringContaining('sheet'), 'PK'])
    const noted = "SELECT count(*) AS n FROM audit WHERE act = 'export' AND detail LIKE '% lines % toy'"
    expect(await env.DB.prepare(noted).first('n')).toBe(2)
  })
})

describe('in the house', () => {
  it('is sealed, and sealed anew with everything else', async () => {
    const rows = await env.DB.prepare('SELECT sealed FROM submission WHERE id = ?1')
      .bind(id)
      .first<{ sealed: number[] }>()
    expect(new TextDecoder().decode(new Uint8Array(rows?.sealed ?? []))).not.toContain('拉砖')
    for (const table of ['submission', 'entry', 'entry_step'])
      expect(places()).toContainEqual(expect.objectContaining({ table, column: 'sealed' }))
  })
  it('goes when its own days are over, its entry and steps with it', async () => {
    const gone = async (days: number) => {
      const now = Date.now() + days * 86_400_000
      await purgeOver(env.DB, await openVault(env), now, now)
      return (
        (await env.DB.prepare("SELECT count(*) AS n FROM entry WHERE book = 'toy' AND step <> 'withdrawn'").first(
          'n',
        )) === 0
      )
    }
    expect(await gone(10)).toBe(false)
    expect(await gone(11)).toBe(true)
    expect(await env.DB.prepare('SELECT count(*) AS n FROM entry_step').first('n')).toBe(0)
  })
  it('has its doors, each with the permission that the book names', () => {
    const paths = app.routes
      .filter(({ path }) => path.startsWith('/staff/toy'))
      .map(({ method, path }) => `${method} ${path}`)
    for (const door of ['GET /staff/toy', 'GET /staff/toy/wall', 'POST /staff/toy/file']) expect(paths).toContain(door)
  })
})
