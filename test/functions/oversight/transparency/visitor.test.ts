import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { closeBlocks } from '#audit/chain/closing.ts'
import { addDays, dayAt } from '#platform/clock.ts'
import { openVault } from '#platform/vault.ts'
import { post, send } from '#test/support/app.ts'
import { registered, seated } from '#test/support/seated.ts'

const look = (db = env.DB) => send('/transparency/', {}, db)
const kept = await registered(...Array.from({ length: 6 }, (_, i) => ({ phone: `1000000678${i}` })))

describe('GET /transparency/', () => {
  beforeEach(async () => {
    await env.DB.batch(['block', 'operation'].map((table) => env.DB.prepare(`DELETE FROM ${table}`)))
  })

  it('says how many records there are from five on, and below that only that they are few', async () => {
    const { status, headers, view } = await look()
    expect([status, view.page, headers.get('cache-control')]).toEqual([200, 'transparency', 'public, max-age=300'])
    expect(view.numbers).toEqual({
      ...{ kept: 6, withdrawn: 'few', purged: 'few' },
      // The sample arrives today: fourteen days, and thirty more.
      nextPurge: addDays(dayAt(Date.now()), 44),
    })
    for (const [i, { reference }] of kept.slice(0, 2).entries()) {
      const opened = await post('/my/open', { reference: [reference], tail: [`678${i}`] })
      await post('/my/withdraw', { pass: [opened.view.pass], sure: ['yes'] })
    }
    expect((await look()).view.numbers).toMatchObject({ kept: 'few', withdrawn: 'few' })
  })
  it('shows the head of the chain with its date, and when the last backup was', async () => {
    await closeBlocks(env.DB, await openVault(env), 1234)
    await env.DB.prepare("INSERT INTO operation (name, at, detail) VALUES ('backup', 99, '{}')").run()
    const { view } = await look()
    const block = await env.DB.prepare('SELECT * FROM block').first<{ head: string; last: number }>()
    expect(view.numbers).toMatchObject({
      block: { n: 1, lines: block?.last, at: 1234, head: block?.head },
      backupAt: 99,
    })
  })
  it('says so where the database is away, and is kept by nobody then', async () => {
    const { status, headers, view } = await look(env.EMPTY)
    expect([status, headers.get('cache-control'), view.numbers]).toEqual([503, 'no-store', undefined])
    expect(headers.get('retry-after')).toBe('60')
  })
})

it('one who opened a record in full is counted by role for its holder', async () => {
  const [record] = (await registered({ phone: '10000006790' })) as [{ id: string; reference: string }]
  const [one, two, clinic] = [
    await seated('village', 'liuxi'),
    await seated('village', 'liuxi'),
    await seated('clinic'),
  ]
  for (const desk of [one, two, two, clinic])
    await desk.post(`/staff/records/${record.id}/reveal`, { reason: 'verify' })
  await one.get(`/staff/records/${record.id}`)
  const { view } = await post('/my/open', { reference: [record.reference], tail: ['6790'] })
  expect(view.opened).toEqual([
    { role: 'village', times: 3 },
    { role: 'clinic', times: 1 },
  ])
})
