/** What the clinic measures itself stands on the record and is judged like every report; and what was closed of late is found again. */
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { family, opened, report, rowsOf } from '#test/support/observed.ts'
import { type Seated, seated } from '#test/support/seated.ts'

let [clinic, village, town]: Seated[] = []
let calls = 0
const call = () => {
  calls += 1
  return `m${calls}`.padEnd(22, '_')
}
beforeAll(async () => {
  ;[clinic, village, town] = [await seated('clinic'), await seated('village', 'liuxi'), await seated('town')]
})
const at = (desk: Seated | undefined) => desk as Seated
const press = (id: string, step: string, fields: Record<string, string> = {}, desk = clinic) =>
  at(desk).post(`/staff/alerts/${id}/${step}`, { call: call(), ...fields })
async function feverish(seen = true) {
  const home = await family()
  await report(await opened(home), ['38.4', '36.5'])
  const [alert] = await rowsOf<{ id: string }>('alert', home.id)
  const id = alert?.id ?? ''
  if (seen) await press(id, 'acknowledge')
  return { id, home }
}
const values = (id: string) =>
  rowsOf<{ person: number; temperature: number; by: string; revision: number }>('check_in', id)

describe('a temperature that the clinic measured', () => {
  it('stands on the record as the clinic’s, of the person of the alert alone', async () => {
    const { id, home } = await feverish()
    const { view } = await press(id, 'measure', { temperature: '36.8' })
    expect([view.result, view.state]).toEqual(['measured', 'seen'])
    expect(view.reports[0]).toMatchObject({ temperature: 368, by: 'clinic' })
    expect((await values(home.id)).at(-2)).toMatchObject({
      person: 0,
      temperature: 368,
      by: at(clinic).id,
      revision: 2,
    })
    expect(await rowsOf('alert', home.id)).toHaveLength(1)
    const line = env.DB.prepare("SELECT detail FROM audit WHERE record = ?1 AND act = 'check-in' AND actor = ?2")
    expect((await line.bind(home.id, at(clinic).id).all()).results).toEqual([{ detail: 'measured' }])
  })
  it('lets a mistake be one, where it is no fever', async () => {
    const { id } = await feverish()
    const mistake = () => press(id, 'close', { end: 'mistake', note: '量错了' })
    await press(id, 'measure', { temperature: '38.1' })
    expect((await mistake()).view.result).toBe('unchecked')
    await press(id, 'measure', { temperature: '36.7' })
    expect((await mistake()).view.result).toBe('close')
  })
  it('rings like every other, where it is a fever', async () => {
    const { id, home } = await feverish()
    expect((await press(id, 'measure', { temperature: '39.0' })).view.result).toBe('measured-fever')
    expect((await rowsOf<{ kind: string }>('alert', home.id)).map(({ kind }) => kind)).toEqual(['fever', 'fever'])
  })
  it('is kept once when it is sent twice', async () => {
    const { id, home } = await feverish()
    const before = (await values(home.id)).length
    const said = { temperature: '36.8', call: call() }
    for (const _ of [1, 2]) expect((await press(id, 'measure', said)).view.result).toBe('measured')
    expect(await values(home.id)).toHaveLength(before + 1)
  })
  it.each([
    ['', ''],
    ['abc', '体温请写数字，例如 36.5'],
    ['99', '体温请看看有没有写错，一般在 34.0 到 43.0 之间'],
  ])('that is %j is not kept, and comes back with a sentence', async (temperature, wrong) => {
    const { id, home } = await feverish()
    const before = await values(home.id)
    const { status, view } = await press(id, 'measure', { temperature })
    expect([status, view.result, view.wrong]).toEqual([422, 'unmeasured', wrong])
    expect(view.typed).toMatchObject({ step: 'measure', note: temperature })
    expect(await values(home.id)).toEqual(before)
  })
  it('is for an alert that somebody has in hand, and for who treats', async () => {
    const { id } = await feverish(false)
    expect((await press(id, 'measure', { temperature: '36.8' })).view.result).toBe('late')
    await press(id, 'acknowledge')
    expect((await press(id, 'measure', { temperature: '36.8' }, village)).status).toBe(403)
    expect((await press(id, 'measure', { temperature: '36.8' }, town)).view.result).toBe('measured')
    await press(id, 'close', { end: 'better' })
    expect((await press(id, 'measure', { temperature: '36.8' })).view.result).toBe('late')
  })
})

describe('what was closed in the last days', () => {
  const closed = async (desk: Seated | undefined) => (await at(desk).get('/staff/alerts/closed')).view
  it('is listed with how it ended, the latest first, and opened again from there', async () => {
    const [one, two] = [await feverish(), await feverish()]
    await press(one.id, 'close', { end: 'better' })
    await press(two.id, 'contact', { outcome: 'reached' })
    await press(two.id, 'close', { end: 'mistake' })
    const { lines } = await closed(clinic)
    expect(lines.slice(0, 2)).toMatchObject([
      { id: two.id, state: 'closed', outcome: 'mistake', rang: { kind: 'fever', temperature: 384 } },
      { id: one.id, outcome: 'better' },
    ])
    expect(JSON.stringify(lines)).not.toContain('示例')
    await press(one.id, 'alert-reopen')
    const ids = (await closed(town)).lines.map((line: { id: string }) => line.id)
    expect([ids.includes(two.id), ids.includes(one.id)]).toEqual([true, false])
  })
  it('does not go back for ever, and is for who treats', async () => {
    const { id } = await feverish()
    await press(id, 'close', { end: 'better' })
    await env.DB.prepare('UPDATE alert SET closed_at = closed_at - ?2 WHERE id = ?1')
      .bind(id, 8 * 86_400_000)
      .run()
    expect((await closed(clinic)).lines.map((line: { id: string }) => line.id)).not.toContain(id)
    expect((await at(village).get('/staff/alerts/closed')).status).toBe(403)
  })
})
