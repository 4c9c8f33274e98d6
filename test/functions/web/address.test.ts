/** Which addresses a throttle takes for one. */
import { Hono } from 'hono'
import { expect, it } from 'vitest'
import type { App } from '#platform/context.ts'
import { neighbourhood } from '#web/address.ts'

const asked = new Hono<App>().get('/', (c) => c.text(neighbourhood(c)))

it.each([
  ['203.0.113.5', '203.0.113'],
  ['::ffff:203.0.113.5', '203.0.113'],
  ['2001:db8:7:1::5', '2001:db8:7'],
  ['2001:db8:7:2::6', '2001:db8:7'],
  ['', ''],
])('%s is %s', async (address, expected) => {
  const answer = await asked.request('/', { headers: { 'cf-connecting-ip': address } })
  expect(await answer.text()).toBe(expected)
})
