/** What one more line in a form brings with it: samples of every kind, invented people, a column on the handwritten list. */
import { describe, expect, it } from 'vitest'
import { returning, writing } from '#cli/sample/family.ts'
import { seeded } from '#cli/sample/seeded.ts'
import { check } from '#forms/check.ts'
import type { Field } from '#forms/field.ts'
import { defineForm, type Form, fieldsOf } from '#forms/form.ts'
import { agree, choice, choices } from '#forms/kinds/choice.ts'
import { date } from '#forms/kinds/date.ts'
import { mobile } from '#forms/kinds/mobile.ts'
import { count, temperature } from '#forms/kinds/number.ts'
import { people } from '#forms/kinds/people.ts'
import { region, village } from '#forms/kinds/place.ts'
import { longText, text } from '#forms/kinds/text.ts'
import { columnsOf } from '#forms/list.ts'
import { untangle } from '#forms/page.ts'
import { returnee } from '#forms/returnee.ts'
import { sample } from '#forms/sample.ts'
import { volunteer } from '#forms/volunteer.ts'
import { dayAt } from '#platform/clock.ts'
import { typedInto } from '#test/support/typed.ts'

const more = '多问一句'
const choose = { local: '本地话', mandarin: '普通话', other: '别的' }
const kinds: Record<string, Field> = {
  agree: agree({ label: more, list: true }),
  choice: choice({ label: more, list: true, choices: choose }),
  choices: choices({ label: more, list: true, choices: choose, none: 'other' }),
  count: count({ label: more, list: true, min: 2, max: 5 }),
  date: date({ label: more, list: true, back: 1, ahead: 0 }),
  longText: longText({ label: more, list: true, max: 20 }),
  mobile: mobile({ label: more, list: true }),
  people: people({ label: more, list: true, one: '人', max: 2, fields: { job: text({ label: '职业', max: 9 }) } }),
  region: region({ label: more, list: true }),
  temperature: temperature({ label: more, list: true }),
  text: text({ label: more, list: true, max: 9 }),
  village: village({ label: more, list: true }),
}
const context = { today: dayAt(Date.now()) }

/** A form with the line in its first section, as an editor adds it. */
function withLine(form: Form, field: Field): Form {
  const [first, ...rest] = form.sections
  return defineForm({
    ...form,
    sections: [{ ...first, title: '一', fields: { ...first?.fields, extra: field } }, ...rest],
  })
}

describe.each(Object.entries(kinds))('a required question of the kind %s', (_, field) => {
  const [home, help] = [withLine(returnee, field), withLine(volunteer, field)]

  it('is answered in the samples of the tests, and in those by chance', () => {
    for (const form of [home, help]) {
      const typed = Object.keys(typedInto(form, sample(form, context)))
      expect(typed.some((path) => path.split('.')[0] === 'extra')).toBe(true)
    }
    const varied = Array.from({ length: 40 }, (_, seed) => sample(help, context, seeded(seed)))
    for (const input of varied) expect(check(help, input, context).errors).toBeUndefined()
    for (const input of varied) expect(input).toHaveProperty('extra')
  })
  it('is answered by the invented people, who keep what is particular', () => {
    for (let n = 1; n <= 20; n++) {
      const family = untangle(home, returning(home, seeded(n), n, 'dawan', context.today))
      expect(check(home, family, context).errors).toBeUndefined()
      expect(family).toMatchObject({ home: { village: 'dawan' }, arrival: context.today, extra: expect.anything() })
      expect(check(help, untangle(help, writing(help, seeded(n), n, 'liuxi')), context).errors).toBeUndefined()
    }
  })
  it('has its columns on the handwritten list, before who comes along', () => {
    const paths = columnsOf(home).map(({ path }) => path)
    expect(paths.some((path) => path.split('.')[0] === 'extra')).toBe(true)
    expect(paths.indexOf('family')).toBeGreaterThanOrEqual(paths.length - 2)
  })
})

it('the same seed gives the same people, and another one others', () => {
  const of = (seed: number) => returning(returnee, seeded(seed), 1, 'dawan', context.today)
  expect(of(7)).toEqual(of(7))
  expect(of(7)).not.toEqual(of(8))
})

it('by chance every choice comes up, and an optional question is now answered and now not', () => {
  const all = Array.from({ length: 200 }, (_, seed) => sample(volunteer, context, seeded(seed)))
  const teams = new Set(all.map(({ team }) => team))
  expect([...teams].sort()).toEqual(Object.keys(fieldsOf(volunteer)['team']?.choices ?? {}).sort())
  expect(new Set(all.map((each) => 'skills' in each)).size).toBe(2)
})
