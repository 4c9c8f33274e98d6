/** 报体温 in words: slots, days, degrees and people. */
import type { Errors } from '#forms/form.ts'
import { showDay } from '#forms/kinds/date.ts'
import { spokenTime } from '#forms/spoken.ts'
import { township } from '#forms/township.ts'
import type { DueSlot, Slot } from '#platform/calendar.ts'
import { addDays, type Day } from '#platform/clock.ts'
import type { AskedPerson, Called } from '#protection/observation/view.ts'

const { slots } = township.observation

/** What a page from before a correction is told. */
export const corrected = '登记刚刚改过，家里人和打开这一页时可能不一样了。看一下每个人的数对不对，对就再点一次。'

/** 上午; of other slots than the township's own, where they are given. */
export function slotName(slot: number, of: readonly { name: string }[] = slots): string {
  return of[slot]?.name ?? ''
}

/** 今天上午, 昨天下午, 11月20日上午. */
export function slotInWords({ day, slot }: Slot, today: Day, of = slots): string {
  const near: Record<Day, string> = { [today]: '今天', [addDays(today, -1)]: '昨天', [addDays(today, 1)]: '明天' }
  return `${near[day] ?? shortDay(day)}${slotName(slot, of)}`
}

/** By when a slot's report is awaited, where that is before the slot is over: 今天下午，下午4点前. */
export function dueInWords({ due, early, ...place }: DueSlot, today: Day, of = slots): string {
  const words = slotInWords(place, today, of)
  return early ? `${words}，${spokenTime(due)}前` : words
}

/** 11月20日. */
export function shortDay(day: Day): string {
  return showDay(day).replace(/^\d+年/, '')
}

/** Day 0 is not counted by anybody. */
export function dayInWords(number: number, days: number): string {
  return number === 0 ? '到家当天' : `第 ${number} 天，一共 ${days} 天`
}

/** 本人 张**, 子女 李*. */
export function whole({ name, relation }: Called): string {
  return `${relation || '本人'} ${name}`
}

/** Among several people a sentence says whom it is about. */
export function namedErrors(errors: Errors, people: readonly Called[]): Errors {
  const about = (path: string) => people.find(({ person }) => people.length > 1 && path.startsWith(`p${person}.`))
  const said = Object.entries(errors).map(([path, text]) => {
    const whose = about(path)
    return [path, whose ? `${whole(whose)}：${text}` : text]
  })
  return Object.fromEntries(said)
}

export function degrees(tenths: number): string {
  return (tenths / 10).toFixed(1)
}

/** What stands beside a number that is asked for: `said`, where this slot was reported before, and the values of yesterday and today. */
export function latelyInWords({ before, again }: AskedPerson, today: Day, said: string): string | undefined {
  const values = before.map((each) => `${slotInWords(each, today)} ${degrees(each.temperature)}`).join('，')
  return [again && said, values && `报过的：${values}`].filter(Boolean).join('') || undefined
}
