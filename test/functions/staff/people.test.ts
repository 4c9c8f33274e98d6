/** Whom the town lets in, and how. */
import { expect, it } from 'vitest'
import { act, enrolled, look } from '#test/support/desk.ts'

it('the town invites once a key, only whom it names fully, and gets another code for who is there', async () => {
  const { session } = await enrolled('town')
  const key = ['k'.repeat(22)]
  for (const raw of [
    { name: ['张示例'], role: ['village'] },
    { name: ['张示例'], role: ['village'], villages: ['nowhere'] },
    { name: ['张示例'], role: ['king'] },
    { name: [' '], role: ['town'] },
    { name: ['张'.repeat(26)], role: ['town'] },
  ]) {
    const { status, view } = await act('/staff/people/invite', session, { ...raw, key })
    expect([status, view.page]).toEqual([422, 'staff-people'])
  }
  const right = { name: ['张示例'], role: ['village'], villages: ['liuxi', 'dawan'], key }
  const { view } = await act('/staff/people/invite', session, right)
  expect(view.code).toMatch(/^([2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}$/)
  expect((await act('/staff/people/invite', session, right)).view.code).toBeUndefined()
  const list = await look('/staff/people', session)
  const made = list.view.people.filter(({ name }: { name: string }) => name === '张示例')
  expect(made).toMatchObject([{ role: 'village', villages: ['liuxi', 'dawan'], devices: 0, locked: 0, revoked: false }])
  const again = await act('/staff/people/again', session, { id: [made[0].id], key: ['l'.repeat(22)] })
  expect([again.view.name, again.view.code === view.code]).toEqual(['张示例', false])
})
