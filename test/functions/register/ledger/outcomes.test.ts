/** What a call finds besides: not home yet, or gone before the end. They were reached, and the last word about them is where they are. */
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { family } from '#test/support/observed.ts'
import { seated } from '#test/support/seated.ts'

const cadre = await seated('village', 'liuxi')
const clinic = await seated('clinic')
let calls = 0
const call = () => {
  calls += 1
  return `o${calls}`.padEnd(22, '_')
}

it.each(['not-home', 'left'])(
  '%s stands among the calls of the record and of the list, and counts as reached',
  async (outcome) => {
    const { id } = await family()
    const note = (what: string) => cadre.post(`/staff/records/${id}/contact`, { outcome: what, call: call() })
    await note('no-answer')
    const { view } = await note(outcome)
    expect([view.result, view.calls[0].outcome]).toEqual(['contact', outcome])
    const row = env.DB.prepare('SELECT unreached FROM submission WHERE id = ?1').bind(id)
    expect(await row.first('unreached')).toBe(0)
    const kept = await env.DB.prepare('SELECT outcome, stands FROM contact WHERE submission = ?1 ORDER BY at')
      .bind(id)
      .all()
    expect(kept.results).toEqual([
      { outcome: 'no-answer', stands: null },
      { outcome: 'reached', stands: outcome },
    ])
    const audited = env.DB.prepare("SELECT detail FROM audit WHERE record = ?1 AND act = 'contact' ORDER BY seq DESC")
    expect(await audited.bind(id).first('detail')).toBe(outcome)
  },
)

it('is noted by who calls the silent as well, and is no step of an alert', async () => {
  const { id } = await family()
  await cadre.post(`/staff/watch/${id}/contact`, { outcome: 'left', call: call(), village: 'liuxi' })
  expect((await cadre.get(`/staff/records/${id}`)).view.calls[0].outcome).toBe('left')
  await env.DB.prepare(
    "INSERT INTO alert (id, submission, person, day, slot, village, kind, opened_at, acknowledged_at) VALUES (?1 || '-0', ?1, 0, '2026-05-07', 0, 'liuxi', 'fever', 1, 1)",
  )
    .bind(id)
    .run()
  const { status, view } = await clinic.post(`/staff/alerts/${id}-0/contact`, { outcome: 'left', call: call() })
  expect([status, view.result]).toEqual([422, 'unchosen'])
})
