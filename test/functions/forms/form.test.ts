import { describe, expect, it } from 'vitest'
import { check } from '#forms/check.ts'
import { defineForm, type Form, questions } from '#forms/form.ts'
import { forms } from '#forms/index.ts'
import { text } from '#forms/kinds/text.ts'
import { compact, flatten, rowsOf, untangle, withoutRow, withRow } from '#forms/page.ts'
import { returnee } from '#forms/returnee.ts'
import { sample } from '#forms/sample.ts'
import { readTownship, township } from '#forms/township.ts'

const context = { today: '2026-11-22' }

/** The returnee form with one question more, as an editor would add it. */
function withOneMore(): Form {
  const more = { title: '补充', fields: { oneQuestionMore: text({ label: '补充', max: 10 }) } }
  return { ...returnee, sections: [...returnee.sections, more] }
}

describe.each([...Object.values(forms), withOneMore()].map((form, i) => [`${form.slug} ${i}`, form] as const))(
  '%s',
  (_, form) => {
    it('accepts its own sample', () => {
      expect(check(form, sample(form, context), context).errors).toBeUndefined()
    })
    it('survives the way to a page and back', () => {
      const { answers } = check(form, sample(form, context), context)
      const raw = flatten(form, answers ?? {})
      expect(check(form, untangle(form, raw), context).answers).toEqual(answers)
    })
    it('asks for each required question, in the order of the page', () => {
      const required = questions(form).filter(([name, { optional }]) => !optional && name !== 'family')
      const { errors = {} } = check(form, untangle(form, {}), context)
      const asked = Object.keys(errors).map((path) => path.split('.')[0])
      expect([...new Set(asked)]).toEqual(required.map(([name]) => name))
      for (const sentence of Object.values(errors)) expect(sentence).toMatch(/\p{Script=Han}/u)
    })
    it('shows every answer in words, and masks what is private', () => {
      const { answers = {} } = check(form, sample(form, context), context)
      for (const [name, field] of questions(form)) expect(field.show(answers[name])).toMatch(/\S/)
      const masked = questions(form)
        .map(([name, field]) => field.mask(answers[name]))
        .join(' ')
      expect(masked).not.toContain(answers['name'])
      expect(masked).not.toContain(answers['phone'])
    })
  },
)

describe('check', () => {
  it('asks a guardian for a child under 14, and only then', () => {
    const right = sample(returnee, context)
    const child = { ...right, family: [{ name: '小示例', relation: 'child', age: 'under14' }], guardian: undefined }
    expect(check(returnee, child, context).errors).toEqual({ guardian: '有不满 14 岁的孩子，要监护人同意，请勾选' })
    const adult = { ...child, family: [{ name: '李示例', relation: 'spouse', age: 'adult' }] }
    expect(check(returnee, adult, context).errors).toBeUndefined()
  })
  it('says which of several people a sentence is about', () => {
    const family = [
      { name: '李示例', relation: 'spouse', age: 'adult' },
      { relation: 'child', age: 'adult' },
    ]
    const { errors } = check(returnee, { ...sample(returnee, context), family }, context)
    expect(errors).toEqual({ 'family.1.name': '第 2 位家人：请填写姓名' })
  })
  it('refuses what is not asked, and anything that is not an object', () => {
    const { errors } = check(returnee, { ...sample(returnee, context), idCard: 'x' }, context)
    expect(errors).toEqual({ idCard: '没有这一项，请删去' })
    for (const nonsense of [null, 1, 'x', [], [[[]]]]) expect(check(returnee, nonsense, context).errors).toBeDefined()
  })
  it('neither asks a retired question nor loses its old answer', () => {
    const form = defineForm({
      ...returnee,
      sections: [
        {
          title: '一',
          fields: { name: text({ label: '姓名', max: 9 }), job: text({ label: '职业', max: 9, retired: true }) },
        },
      ],
      about: () => ({ village: 'liuxi', people: 1, source: 'self', phone: '' }),
      rules: [],
    })
    expect(check(form, { name: '张示例' }, context).answers).toEqual({ name: '张示例' })
    expect(Object.fromEntries(questions(form))['job']?.show('木工')).toBe('木工')
  })
})

describe('rows of people', () => {
  const two = { 'family.0.name': ['李示例'], 'family.0.age': ['adult'], 'family.2.name': ['王示例'], name: ['张示例'] }

  it('one more is blank, and at most as many as the form takes', () => {
    expect(rowsOf(withRow(returnee, two, 'family'), 'family')).toBe(3)
    let raw = {}
    for (let i = 0; i < 20; i += 1) raw = withRow(returnee, raw, 'family')
    expect(rowsOf(raw, 'family')).toBe(9)
  })
  it('blank and removed rows go, the others close ranks', () => {
    const raw = { ...two, 'family.3.name': [' '] }
    expect(compact(returnee, raw)).toEqual({
      name: ['张示例'],
      'family.0.name': ['李示例'],
      'family.0.age': ['adult'],
      'family.1.name': ['王示例'],
    })
    expect(compact(returnee, withoutRow(returnee, raw, 'family.0'))).toEqual({
      name: ['张示例'],
      'family.0.name': ['王示例'],
    })
  })
})

it.each(['name', 'token', 'website'])('a question cannot be called %s twice or instead', (name) => {
  const more = { title: '补充', fields: { [name]: text({ label: '补充', max: 10 }) } }
  expect(() => defineForm({ ...returnee, sections: [...returnee.sections, more] })).toThrow(`"${name}" is taken`)
})

it('a wrong township.json is refused by field and reason', () => {
  const wrong = { ...township, observation: { ...township.observation, cutOff: '25:00' }, name: '' }
  expect(() => readTownship(wrong)).toThrow(/content\/township\.json\n {2}name: .*\n {2}observation\.cutOff: /)
})
