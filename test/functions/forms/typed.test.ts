/** What people really type: out of a chat, a spreadsheet, another keyboard. Each is read as it was meant, or refused with a sentence about its field. */
import { describe, expect, it } from 'vitest'
import type { Context, Field } from '#forms/field.ts'
import { date } from '#forms/kinds/date.ts'
import { mobile } from '#forms/kinds/mobile.ts'
import { temperature } from '#forms/kinds/number.ts'
import { region } from '#forms/kinds/place.ts'
import { text } from '#forms/kinds/text.ts'
import { rowInput } from '#forms/list.ts'
import { plainName } from '#forms/names.ts'
import { returnee } from '#forms/returnee.ts'

const today = '2026-11-30'
const refused = Symbol('refused with a sentence')

/** The answer, or that it was refused with a sentence that names its field. */
function read(field: Field, typed: unknown, context: Context = { today }): unknown {
  const result = field.schema(context).safeParse(typed)
  if (result.success) return result.data
  expect(result.error.issues[0]?.message).toMatch(/\p{Script=Han}/u)
  return refused
}

const same = (answer: unknown, ...typed: unknown[]) => typed.map((each): [unknown, unknown] => [each, answer])

describe.each<[string, Field, [unknown, unknown][]]>([
  [
    'mobile',
    mobile({ label: '手机号' }),
    [
      ...same('10000005011', '\u202d10000005011\u202c', '1000000\u200b5011', '86 100 0000 5011', '+86-100-0000-5011'),
      ...same(
        '10000005011',
        '100.0000.5011',
        '10000005011.0',
        '10000005011.00',
        '１００ ００００ ５０１１',
        '0086 10000005011',
      ),
      ...same(refused, '1000000508', 'constructor', '8610000005', '10000005011.5'),
    ],
  ],
  [
    'date',
    date({ label: '到家日期', back: 14, ahead: 30 }),
    [
      ...same('2026-11-30', '\u200e2026/11/30', '今天', '今天下午'),
      ...same('2026-11-29', '2026年11月29日（星期日）', '11月29日 周日', '昨天', '昨天晚上', '2026-11-29T08:30:00Z'),
      ...same(
        '2026-11-28',
        '2026-11-28 00:00:00',
        '2026-11-28 0:00:00',
        '11月28号晚上',
        '11月 28日',
        '11/28',
        '2026.11.28',
      ),
      ...same('2026-11-28', '26.11.28', '26-11-28', '前天', '2026-11-28 08:00'),
      ...same(refused, '46354', '2月30日', '__proto__', 'constructor', 'toString', '2026-11-28 25', '十一月'),
    ],
  ],
  [
    'name',
    text({ label: '姓名', max: 25, name: true }),
    [
      ...same(refused, '\u200b', '\u3164', '\u2060\ufeff ', '\u115f\u1160', '示例\u0000'),
      ...same(refused, '\ufe0f', '\u034f', '\u{e0100}', '\u17b4', '\u0301', '·', '-', '…', '1'),
      ...same('陈零宽', '陈零宽\u200b', '\ufeff陈零宽', '陈\u00ad零宽'),
      ...same('张三', '张 三', '张　三'),
      ...same(
        '买买提·示例',
        '买买提ꞏ示例',
        '买买提●示例',
        '买买提-示例',
        '买买提 · 示例',
        '买买提．示例',
        '买买提•示例',
      ),
      ...same('Alexandra Konstantinopoulou-Smith', 'Alexandra Konstantinopoulou-Smith'),
      ...same('示例三张', '示例\u202e三张'),
      ...same(refused, 'A'.repeat(61), '示'.repeat(26)),
    ],
  ],
  [
    'temperature',
    temperature({ label: '体温' }),
    [
      ...same(368, '36度8', '36.8\u200b'),
      ...same(367, '36。7'),
      ...same(365, '365', '36.5℃', ' 36 . 5 '),
      ...same(refused, '3.65', 'constructor', '\u200b'),
    ],
  ],
  [
    'place',
    region({ label: '从哪里回来' }),
    [
      [{ province: 'shanghai' }, { province: 'shanghai' }],
      [{ province: 'xianggang' }, { province: 'xianggang' }],
      [
        { province: 'abroad', city: '示例国' },
        { province: 'abroad', city: '示例国' },
      ],
      ...same(refused, { province: 'abroad' }, { province: 'hubei' }, { province: 'constructor', city: '示例市' }),
    ],
  ],
])('%s', (_, field, table) => {
  it.each(table)('%j is %j', (typed, answer) => {
    expect(read(field, typed)).toEqual(answer)
  })
})

it('a cell of a list may hold the number that a spreadsheet has for a day', () => {
  const arrival = date({ label: '到家日期', back: 14, ahead: 30 })
  expect(read(arrival, '46354', { today, paper: true })).toBe('2026-11-28')
})

it.each([
  ...same([], '—', '-', '暂无', '本人', '无', '没有', '自己', '1人', '一人'),
  ...same([{}, {}], '3口', '三人', '3人', '一家三口', '2个', '２'),
  ...same([{}, { relation: 'child' }], '2大1小', '两大一小'),
  ...same([{ relation: 'child' }, { relation: 'child' }], '1大2小孩'),
  ...same([{ name: '陈小一' }, { name: '陈小二' }], '陈小一、陈小二', '陈小一 陈小二', '陈小一，陈小二'),
])('the cell of a list about the family, %j, means %j', (words, family) => {
  expect(rowInput(returnee, { family: String(words) })).toEqual({ family })
})

it('every way of typing a name finds the same person', () => {
  const ways = ['买买提·示例', '买买提ꞏ示例', '买买提●示例', '买买提-示例', '买买提 示例', '买买提\u200b示例']
  expect(new Set(ways.map(plainName)).size).toBe(1)
})
