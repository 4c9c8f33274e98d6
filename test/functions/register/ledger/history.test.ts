import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { openVault } from '#platform/vault.ts'
import { historyOf } from '#register/ledger/history.ts'
import { post } from '#test/support/app.ts'
import { looked } from '#test/support/clock.ts'
import { registered, seated } from '#test/support/seated.ts'

const liuxi = await seated('village', 'liuxi')
const dawan = await seated('village', 'dawan')
const [kept] = (await registered({ name: '欧阳示例', phone: '10000006789' })) as [{ id: string; reference: string }]
const path = `/staff/records/${kept.id}`
const note = (desk: typeof liuxi, words: string, call = 'n'.repeat(22), more = {}) =>
  desk.post(`${path}/note`, { note: words, call, ...more })

describe('a note without a call', () => {
  it('is kept once, sealed, and read only while the record is revealed', async () => {
    const { view } = await liuxi.post(`${path}/reveal`, { reason: 'visit' })
    const leave = { leave: view.revealed.leave }
    for (const press of [1, 2]) {
      const done = await note(liuxi, '诸葛家的门锁着', 'n'.repeat(22), leave)
      expect([press, done.status, done.view.result]).toEqual([press, 200, 'noted'])
      expect(done.view.calls).toMatchObject([{ outcome: 'note', note: '诸葛家的门锁着' }])
    }
    const masked = (await liuxi.get(path)).view
    expect(masked.calls).toMatchObject([{ outcome: 'note', noted: true }])
    expect(JSON.stringify(masked)).not.toContain('诸葛')
    const row = await env.DB.prepare('SELECT sealed FROM contact').first<{ sealed: number[] }>()
    expect(new TextDecoder().decode(new Uint8Array(row?.sealed ?? []))).not.toContain('诸葛')
    const lines = await env.DB.prepare("SELECT detail FROM audit WHERE act = 'note'").all()
    expect(lines.results).toEqual([{ detail: '' }])
  })
  it('says something, is short, and is nothing to another village', async () => {
    expect((await note(liuxi, ' ', 'o'.repeat(22))).view).toMatchObject({ status: 422, result: 'blank' })
    const long = '长'.repeat(201)
    expect((await note(liuxi, long, 'o'.repeat(22))).view).toMatchObject({ status: 422, result: 'long', note: long })
    expect((await note(dawan, '看看', 'o'.repeat(22))).status).toBe(404)
    expect(await env.DB.prepare('SELECT count(*) AS n FROM contact').first('n')).toBe(1)
  })
})

describe('the history', () => {
  it('names who looked, and says the looks of one person on one day once', async () => {
    const { view } = await liuxi.get(path)
    const looks = view.history.filter(({ act }: { act: string }) => act === 'look')
    expect(looks).toMatchObject([{ actor: 'village', name: '王示例', villages: ['liuxi'] }])
    expect(looks[0].times).toBeGreaterThan(2)
    expect(view.history.at(-1)).toMatchObject({ actor: 'holder', act: 'keep', name: '', times: 1 })
  })
  it('keeps days, persons and acts apart', async () => {
    const day = 24 * 3_600_000
    const row = { actor: 'village', staff: 'one', act: 'look', detail: '', name: null, villages: 'liuxi' } as const
    const rows = [
      { ...row, at: 3 * day },
      { ...row, at: 3 * day - 1000, staff: 'two' },
      { ...row, at: 3 * day - 2000 },
      { ...row, at: 3 * day - 3000, act: 'verify' } as const,
      { ...row, at: 3 * day - 4000, act: 'verify' } as const,
      { ...row, at: day },
    ]
    const said = await historyOf(await openVault(env), rows)
    expect(said.map(({ act, times }) => `${act} ${times}`)).toEqual([
      'look 2',
      'look 1',
      'verify 1',
      'verify 1',
      'look 1',
    ])
  })
  it('names the questions that a correction changed, and from what to what only where it is revealed', async () => {
    const { view } = await post('/my/open', { reference: [kept.reference], tail: ['6789'] })
    const questions = await post('/my/correct', { pass: [view.pass] })
    const raw = { ...questions.view.raw, name: ['欧阳正例'], pass: [view.pass], seen: ['1'] }
    const { view: again } = await post('/my/check', raw)
    looked()
    await post('/my/keep', { ...raw, token: [again.token] })
    const masked = (await liuxi.get(path)).view
    expect(masked.changes).toEqual([{ at: expect.any(Number), lines: [{ label: '返乡人姓名' }] }])
    const full = (await liuxi.post(`${path}/reveal`, { reason: 'verify' })).view
    expect(full.changes[0].lines).toEqual([{ label: '返乡人姓名', from: '欧阳示例', to: '欧阳正例' }])
    const late = await liuxi.post(`${path}/verify`, { seen: '1' })
    expect([late.status, late.view.by]).toEqual([409, expect.objectContaining({ act: 'correct', actor: 'holder' })])
  })
})
