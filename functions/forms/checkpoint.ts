/** 卡点: what a guard notes of a party, and the sentences about what does not fit. */
import { agree, choice } from './kinds/choice.ts'
import { temperature } from './kinds/number.ts'
import { halfWidth } from './typed.ts'

export const pass = {
  direction: choice({ label: '进还是出', missing: '请选进村还是出村', choices: { in: '进村', out: '出村' } }),
  reason: choice({
    label: '还在观察，为什么出村',
    missing: '有人还在观察，不该出村。非出去不可的，请选为什么',
    choices: {
      clinic: '卫生院让去看病',
      village: '村里或者镇里同意的',
      family: '家里有急事',
      left: '劝不住，自己走了',
    },
  }),
  temperature: temperature({
    label: '体温',
    hint: '几个人一起，填最高的，例如 36.5',
    missing: '请填体温；没有量，就勾“没有量”',
  }),
  unmeasured: agree({ label: '没有量', optional: true }),
}

/** The sentences that no single question knows. */
export const said = {
  reference: '没有找到这个登记号，请对着回执再看一遍',
  time: '时间请写成 09:30 这样',
  future: '这个时间还没到，请看看日子和时间',
  old: '只能补记今天和前三天的',
}

/** Minutes after midnight; 09:30, 9点30分, ９：３０, 9点 and 0930 are read. */
export function readTime(typed: string): number | undefined {
  const text = halfWidth(typed)
    .replace(/\s|分/g, '')
    .replace(/[点时。.]/, ':')
  const [, hours = '', minutes = '0'] = /^(\d{1,2})(?::?(\d{2}))$/.exec(text) ?? /^(\d{1,2}):$/.exec(text) ?? []
  if (!hours || Number(hours) > 23 || Number(minutes) > 59) return undefined
  return Number(hours) * 60 + Number(minutes)
}
