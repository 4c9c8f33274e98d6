import { describe, expect, it } from 'vitest'
import { check } from '#forms/check.ts'
import { numbersOf } from '#forms/form.ts'
import { columnsOf } from '#forms/list.ts'
import { returnee } from '#forms/returnee.ts'
import { checkRow } from '#forms/row.ts'
import { sample } from '#forms/sample.ts'
import { volunteer } from '#forms/volunteer.ts'

const day = '2026-11-20'
const least = { name: '欧阳示例', phone: '10000006789', arrival: '11月20日' }

describe('a row of a handwritten list', () => {
  it('is right with a name, a phone and a day; what the paper lacks stays unanswered', () => {
    const { answers } = checkRow(returnee, least, 'liuxi', day)
    expect(answers).toEqual({
      name: '欧阳示例',
      phone: '10000006789',
      home: { village: 'liuxi' },
      family: [],
      arrival: day,
      consent: true,
      consentSensitive: true,
    })
  })
  it('reads words as people write them, and digits as the printed sheet numbers them', () => {
    const cells = {
      ...least,
      'home.group': '３组',
      'from.province': '湖北省',
      'from.city': '武汉',
      transport: '1',
      symptoms: '发热、2',
      temperature: '37度8',
      family: '李示例、王示例',
    }
    expect(checkRow(returnee, cells, 'liuxi', day).answers).toMatchObject({
      home: { village: 'liuxi', group: 3 },
      from: { province: 'hubei', city: '武汉' },
      transport: 'train',
      symptoms: ['fever', 'cough'],
      temperature: 378,
      family: [{ name: '李示例' }, { name: '王示例' }],
    })
  })
  it.each([
    ['无', 'symptoms', ['none']],
    ['5', 'symptoms', ['none']],
    ['12', 'symptoms', ['fever', 'cough']],
    ['内蒙古自治区', 'from', { province: 'neimenggu' }],
    ['拼车', 'transport', 'shared'],
    ['3人', 'family', [{}, {}]],
    ['没有', 'family', []],
  ])('%s', (words, name, answer) => {
    const path = columnsOf(returnee).find(({ path }) => path.startsWith(name))?.path ?? ''
    expect(checkRow(returnee, { ...least, [path]: words }, 'liuxi', day).answers?.[name]).toEqual(answer)
  })
  it('counts people whose names come later, and says so', () => {
    const { answers = {} } = checkRow(returnee, { ...least, family: '2' }, 'liuxi', day)
    expect(returnee.about(answers as never).people).toBe(3)
    expect(returnee.sections[1]?.fields['family']?.show(answers['family'])).toBe(
      '第 1 位家人，姓名待补；第 2 位家人，姓名待补',
    )
  })
  it('says at its column what is wrong, with the words that may be written', () => {
    const cells = { ...least, phone: '1.38E+10', transport: '骑驴', 'home.group': '30', family: '12' }
    const { errors = {} } = checkRow(returnee, cells, 'liuxi', day)
    expect(Object.keys(errors).sort()).toEqual(['family', 'home.group', 'phone', 'transport'])
    expect(errors['transport']).toMatch(/^怎么回来写的“骑驴”认不出来，请写1 火车、/)
  })
  it('asks for the name, the phone and the day, and for nothing else', () => {
    expect(Object.keys(checkRow(returnee, { temperature: '36.5' }, 'liuxi', day).errors ?? {})).toEqual([
      'name',
      'phone',
      'arrival',
    ])
  })
})

it('the form itself asks for all, as before', () => {
  const { stay: _, ...lacking } = sample(returnee, { today: day })
  expect(check(returnee, lacking, { today: day, paper: true }).errors).toBeUndefined()
  expect(check(returnee, lacking, { today: day }).errors).toEqual({ stay: '请选一下回来住哪里' })
  expect(check(returnee, lacking, { today: day, paper: true }).errors).toBeUndefined()
})

it('columns carry the numbers of their questions, and every one is found', () => {
  const numbers = numbersOf(returnee)
  expect([...numbers.values()]).toEqual(Array.from({ length: numbers.size }, (_, index) => index + 1))
  expect(columnsOf(returnee).map(({ path }) => path)).toEqual([
    ...['name', 'phone', 'home.group', 'from.province', 'from.city', 'arrival'],
    ...['transport', 'symptoms', 'temperature', 'family'],
  ])
  for (const { path, number } of columnsOf(returnee)) expect(number).toBe(numbers.get(path.split('.')[0] ?? ''))
  expect(columnsOf(volunteer)).toEqual([])
})
