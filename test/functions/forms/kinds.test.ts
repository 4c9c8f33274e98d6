import { describe, expect, it } from 'vitest'
import type { Field } from '#forms/field.ts'
import { agree, choice, choices } from '#forms/kinds/choice.ts'
import { date } from '#forms/kinds/date.ts'
import { isMobile, mobile } from '#forms/kinds/mobile.ts'
import { count, temperature } from '#forms/kinds/number.ts'
import { people } from '#forms/kinds/people.ts'
import { region, village } from '#forms/kinds/place.ts'
import { longText, text } from '#forms/kinds/text.ts'

const context = { today: '2026-11-22' }

/** The answer, or the first sentence about what is wrong. */
function read(field: Field<never> | Field, typed: unknown): unknown {
  const result = field.schema(context).safeParse(typed)
  return result.success ? result.data : result.error.issues[0]?.message
}

describe.each<[string, Field<never> | Field, [typed: unknown, answer: unknown][]]>([
  [
    'text',
    text({ label: '姓名', max: 4 }),
    [
      [' 张示例 ', '张示例'],
      ['阿依·古丽', '姓名请写短一些，最多4个字'],
      ['𠮷𠮷𠮷𠮷', '𠮷𠮷𠮷𠮷'],
      ['张\u0000', '姓名里有看不见的特殊符号，请删掉重新填'],
      ['张\ud800', '姓名里有看不见的特殊符号，请删掉重新填'],
      ['张\u202e示', '张示'],
      [undefined, '请填写姓名'],
    ],
  ],
  [
    'long text',
    longText({ label: '会什么', max: 6 }),
    [
      ['开车\n做饭', '开车\n做饭'],
      ['一二三四五六七', '会什么请写短一些，最多6个字'],
    ],
  ],
  [
    'mobile',
    mobile({ label: '手机号' }),
    [
      ['100 0000-0001', '10000000001'],
      ['１０００００００００１', '10000000001'],
      ['+86 100 0000 0001', '10000000001'],
      ['1000000000', '手机号是 11 位数字，请看看有没有少写或写错'],
      ['12345678901', '手机号是 11 位数字，请看看有没有少写或写错'],
      [undefined, '请填写手机号'],
    ],
  ],
  [
    'date',
    date({ label: '到家日期', back: 14, ahead: 30 }),
    [
      ['2026-11-22', '2026-11-22'],
      ['2026年11月8日', '2026-11-08'],
      ['２０２６／１１／２０', '2026-11-20'],
      ['20261222', '2026-12-22'],
      ['12月1号', '2026-12-01'],
      ['昨天', '2026-11-21'],
      ['2026-11-07', '到家日期请填2026年11月8日到2026年12月22日之间的一天'],
      ['2026-12-23', '到家日期请填2026年11月8日到2026年12月22日之间的一天'],
      ['2026-02-30', '到家日期请写成 2026-11-22 这样'],
      ['下周', '到家日期请写成 2026-11-22 这样'],
    ],
  ],
  [
    'temperature',
    temperature({ label: '体温' }),
    [
      ['36.5', 365],
      ['３６．５', 365],
      ['36度5', 365],
      ['365', 365],
      ['36。5', 365],
      ['36.5℃', 365],
      ['37', 370],
      [36.5, 365],
      ['34.0', 340],
      ['43.0', 430],
      ['33.9', '体温请看看有没有写错，一般在 34.0 到 43.0 之间'],
      ['43.1', '体温请看看有没有写错，一般在 34.0 到 43.0 之间'],
      ['3.65', '体温请看看有没有写错，一般在 34.0 到 43.0 之间'],
      ['发烧', '体温请写数字，例如 36.5'],
    ],
  ],
  [
    'count',
    count({ label: '组', min: 1, max: 9 }),
    [
      ['３', 3],
      [9, 9],
      ['0', '组请写 1 到 9 之间的数字'],
      ['1.5', '组请写 1 到 9 之间的数字'],
      ['三', 3],
      ['3组', '组请写 1 到 9 之间的数字'],
      ['三四', '组请写 1 到 9 之间的数字'],
    ],
  ],
  [
    'choice',
    choice({ label: '身份', choices: { a: '甲', b: '乙' } }),
    [
      ['a', 'a'],
      ['c', '请选择身份'],
      [undefined, '请选择身份'],
      ['toString', '请选择身份'],
    ],
  ],
  [
    'choices',
    choices({ label: '症状', none: 'none', choices: { fever: '发热', none: '都没有' } }),
    [
      [['fever'], ['fever']],
      [['none'], ['none']],
      [['fever', 'none'], '症状：“都没有”和别的不能一起选'],
      [[], '请选择症状；没有就选“都没有”'],
      [undefined, '请选择症状；没有就选“都没有”'],
    ],
  ],
  [
    'agree',
    agree({ label: '同意' }),
    [
      [true, true],
      [false, '要您同意，才能登记；不同意也可以打村里电话办'],
      [undefined, '要您同意，才能登记；不同意也可以打村里电话办'],
    ],
  ],
  [
    'village',
    village({ label: '村' }),
    [
      [
        { village: 'songling', group: '4' },
        { village: 'songling', group: 4 },
      ],
      [{ village: 'songling' }, { village: 'songling' }],
      [
        { village: 'songling', group: '第三 组' },
        { village: 'songling', group: 3 },
      ],
      [
        { village: 'songling', group: '2组' },
        { village: 'songling', group: 2 },
      ],
      [{ village: 'songling', group: '组' }, '村民小组请写 1 到 9 之间的数字'],
      [{ village: 'songling', group: '5' }, '松岭村有 4 个组，请看看组号'],
      [{ village: 'nowhere' }, '请选择村'],
    ],
  ],
  [
    'region',
    region({ label: '从哪里回来' }),
    [
      [
        { province: 'hubei', city: '示例市' },
        { province: 'hubei', city: '示例市' },
      ],
      [{ province: 'hubei' }, '请填写市'],
      [{ province: 'atlantis', city: '示例市' }, '请选择省'],
    ],
  ],
  [
    'people',
    people({ label: '家人', one: '家人', max: 1, fields: { name: text({ label: '姓名', max: 4 }) } }),
    [
      [[{ name: '李示例' }], [{ name: '李示例' }]],
      [undefined, []],
      [[{}], '请填写姓名'],
      [[{ name: '李' }, { name: '王' }], '一次最多登记1位家人，其余请再登记一次'],
    ],
  ],
])('%s', (_, field, table) => {
  it.each(table)('%j is %j', (typed, answer) => {
    expect(read(field, typed)).toEqual(answer)
  })
  it('reads its own example, and what it would be typed as again', () => {
    const rule = field.schema(context)
    const answer = rule.parse(field.example(context)) as never
    if (field.fields) return expect(field.show(answer)).not.toBe('')
    const [typed] = field.typed(answer)
    const again = field.control === 'boxes' ? field.typed(answer) : field.control === 'agree' ? typed === 'yes' : typed
    return expect(rule.parse(again)).toEqual(answer)
  })
})

describe('what a bystander sees', () => {
  it('is a first character, the ends of a phone, and no health', () => {
    expect(text({ label: '姓名', max: 9, name: true }).mask('张示例')).toBe('张**')
    expect(mobile({ label: '手机号' }).mask('10000001234')).toBe('100****1234')
    expect(temperature({ label: '体温', hidden: true }).mask(385)).not.toContain('38')
    const family = people({
      label: '家人',
      one: '家人',
      max: 2,
      fields: { name: text({ label: '姓名', max: 9, name: true }) },
    })
    expect(family.mask([{ name: '李示例' }])).toBe('李**')
  })
})

it('invented mobiles count only while the town is a sample', () => {
  expect(isMobile('10000000001', true)).toBe(true)
  expect(isMobile('10000000001', false)).toBe(false)
  expect(isMobile(`13${'0'.repeat(9)}`, false)).toBe(true)
})
