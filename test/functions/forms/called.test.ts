/** Two of a household are told apart wherever they stand in a list. */
import { expect, it } from 'vitest'
import { calledIn } from '#forms/called.ts'
import { fieldsOf } from '#forms/form.ts'
import { returnee } from '#forms/returnee.ts'

const child = (name: string) => ({ name, relation: 'child', age: 'under14' })
const called = (...family: object[]) =>
  calledIn(returnee, { name: '陈示例', family }, 'mask').map(({ name, relation }) => `${relation}${name}`)

it.each([
  [
    [child('陈小一'), child('陈小二')],
    ['陈**', '子女*小一', '子女*小二'],
  ],
  [
    [child('欧阳小一'), child('欧阳小二')],
    ['陈**', '子女*小一', '子女*小二'],
  ],
  [
    [child('陈小一'), { ...child('陈小二'), relation: 'spouse' }],
    ['陈**', '子女陈**', '夫妻陈**'],
  ],
  [
    [child('陈小一'), child('陈小一')],
    ['陈**', '子女陈**（第 1 位）', '子女陈**（第 2 位）'],
  ],
  [
    [{ relation: 'child' }, { relation: 'child' }],
    ['陈**', '子女第 1 位家人', '子女第 2 位家人'],
  ],
  [
    [child('陈小一'), { ...child('陈小一'), age: 'minor' }],
    ['陈**', '子女陈**（不满 14 岁）', '子女陈**（14 到 17 岁）'],
  ],
  [[], ['陈**']],
])('%j', (family, names) => {
  expect(called(...family)).toEqual(names)
})

it('in full, two of the same name are told apart by their place', () => {
  const both = calledIn(returnee, { name: '陈示例', family: [child('陈小一'), child('陈小一')] }, 'show')
  expect(both.map(({ name }) => name)).toEqual(['陈示例', '陈小一（第 1 位）', '陈小一（第 2 位）'])
})

it.each([
  [[child('陈小一'), child('陈小二')], '*小一，子女，不满 14 岁；*小二，子女，不满 14 岁'],
  [[child('陈小一'), { relation: 'child' }], '陈**，子女，不满 14 岁；第 2 位家人，姓名待补，子女'],
  [[child('陈小一')], '陈**，子女，不满 14 岁'],
])(
  'they are called the same where a whole record, a file or two records side by side are shown: %j',
  (family, words) => {
    expect(fieldsOf(returnee)['family']?.mask(family)).toBe(words)
  },
)
