/** Somebody whose name is not known yet gets no paper, and is told what to do first. */
import { expect, it } from 'vitest'
import { dayAt } from '#platform/clock.ts'
import { post } from '#test/support/app.ts'
import { seated } from '#test/support/seated.ts'

it('a list with a number instead of names gives papers to whoever has one', async () => {
  const [cadre, town] = [await seated('village', 'liuxi'), await seated('town')]
  const row = { name: '欧阳示例', phone: '10000004567', arrival: dayAt(Date.now()), family: '2' }
  const { view } = await cadre.post('/staff/entry/list/returnee', {
    ...{ key: 'n'.repeat(22), next: '2', village: 'liuxi', writtenOn: dayAt(Date.now()), signed: 'yes' },
    ...Object.fromEntries(Object.entries(row).map(([path, words]) => [`r.1.${path}`, words])),
  })
  const [{ id, reference }] = view.entered
  const { view: own } = await post('/my/open', { reference: [reference], tail: ['4567'] })
  const papers = await post('/my/papers', { pass: [own.pass] })
  type Person = { name: string; papers: string[]; nameless?: boolean }
  expect(papers.view.people.map((each: Person) => [each.name, each.papers, each.nameless])).toEqual([
    ['欧***', ['notice'], undefined],
    ['第 1 位家人', [], true],
    ['第 2 位家人', [], true],
  ])
  const asked = await post('/my/paper', { pass: [own.pass], kind: ['notice'], person: ['2'] })
  expect(asked.view.page).toBe('own-certificates')
  const desk = await town.post(`/staff/certificates/${id}/notice`, { person: '2' })
  expect(desk.view.page).not.toBe('certificate')
})
