import { expect, it } from 'vitest'
import { orderKept } from '#forms/order.ts'
import { returnee } from '#forms/returnee.ts'
import { sample } from '#forms/sample.ts'

const people = (...[name, ...others]: string[]) => ({
  ...sample(returnee, { today: '2026-11-22' }),
  name,
  family: others.map((other) => ({ name: other, relation: 'child', age: 'adult' })),
})
const kept = orderKept(returnee, people('张甲', '张乙', '张丙'))

it.each([
  ['nothing changed', ['张甲', '张乙', '张丙']],
  ['a name was mended', ['张甲', '章乙', '张丙']],
  ['a space was typed', ['张甲', '张 乙', '张丙']],
  ['somebody came to the end', ['张甲', '张乙', '张丙', '张丁']],
  ['somebody of the same name came', ['张甲', '张乙', '张丙', '张乙']],
])('lets through where %s', (_, names) => expect(kept(people(...names))).toEqual({}))

it.each([
  ['the last was taken out', ['张甲', '张乙']],
  ['the first of the family was taken out', ['张甲', '张丙']],
  ['two changed places', ['张甲', '张丙', '张乙']],
  ['one was taken out and another added', ['张甲', '张丙', '张丁']],
  ['the one who registered changed places', ['张乙', '张甲', '张丙']],
])('refuses where %s', (_, names) => expect(Object.keys(kept(people(...names)))).toEqual(['family']))

it('lets two of one name be told apart', () => {
  expect(orderKept(returnee, people('张甲', '张甲'))(people('张乙', '张甲'))).toEqual({})
})
