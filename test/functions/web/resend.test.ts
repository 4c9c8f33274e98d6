/** What was sent while the database is away comes back with the page that says so. */
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { post } from '#test/support/app.ts'
import { enrolled, ours } from '#test/support/desk.ts'
import { family } from '#test/support/observed.ts'

const wish = { kind: ['correct'], text: ['为什么要量体温\n我还不明白'], key: ['a'.repeat(22)] }

it('a wish is there to be sent again, and is kept then', async () => {
  const { reference, tail } = await family()
  const { pass } = (await post('/my/open', { reference: [reference], tail: [tail] })).view
  const raw = { ...wish, pass: [pass] }
  const { status, view, headers } = await post('/my/requests/write', raw, {}, env.EMPTY)
  expect([status, view.why, headers.get('retry-after')]).toEqual([503, 'away', '60'])
  expect(view.resend).toEqual({ to: '/my/requests/write', raw })
  const kept = await post(view.resend.to, view.resend.raw)
  expect([kept.status, kept.view.kept.said.at(-1)[1]]).toEqual([200, wish.text[0]])
})
it('so is what somebody at the desk wrote, whom the database would have to know first', async () => {
  const { session } = await enrolled('village', ['liuxi'])
  const to = `/staff/records/${'a'.repeat(22)}/contact?from=list`
  const raw = { outcome: ['note'], words: ['明天再去一趟'] }
  const headers = { ...ours, cookie: session }
  const { status, view } = await post(to, raw, headers, env.EMPTY)
  expect([status, view.resend]).toEqual([503, { to, raw }])
})
it('what was typed at a door does not, nor what is no form', async () => {
  expect((await post('/staff/open', { pin: ['135792'] }, {}, env.EMPTY)).view).not.toHaveProperty('resend')
  const json = { 'content-type': 'application/json' }
  expect((await post('/my/requests/write', '{"text":"x"}', json, env.EMPTY)).view).not.toHaveProperty('resend')
})
