/** The rule's numbers as people say them. */
import { ruleOf, slotsAfterCutOff, type WrittenRule } from '#platform/calendar.ts'
import { township } from './township.ts'

/** 16:00 → 下午4点, 11:30 → 上午11点30分. */
export function spokenTime(time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const half = hour < 6 ? '凌晨' : hour < 12 ? '上午' : hour === 12 ? '中午' : hour < 18 ? '下午' : '晚上'
  return `${half}${hour > 12 ? hour - 12 : hour}点${minute ? `${minute}分` : ''}`
}

/** How often a day: 每天上午、下午各量一次. */
export function oftenInWords({ slots }: WrittenRule): string {
  return `每天${slots.map(({ name }) => name).join('、')}${slots.length > 1 ? '各' : ''}量一次`
}

/** By when: 下午4点前报, and of a slot after the day's cut-off: 晚上的当天报. */
export function dailyDueInWords(written: WrittenRule): string {
  const { slots, cutOff } = written
  const after = slotsAfterCutOff(ruleOf(written)).map((slot) => slots[slot]?.name ?? '')
  if (after.length === slots.length) return '当天报'
  return `${spokenTime(cutOff)}前报${after.length > 0 ? `，${after.join('、')}的当天报` : ''}`
}

/**
 * How the days are counted, in the same words wherever they are: the day on which a period begins is not counted, Civil
 * Code, article 201.
 */
export const dayOne = '到家第二天算第1天'

/** To a program that sent a list, a number or nothing where answers by their names belong. */
export const notAnswers = '要发一组按名字写的答案，例如 {"name": "张示例"}'

/** What a returnee does during the observation, in one sentence. */
export function ruleInWords(written: WrittenRule): string {
  return `${dayOne}，在家观察${written.days}天，${oftenInWords(written)}体温，${dailyDueInWords(written)}。`
}

export const observationRule = ruleInWords(township.observation)
