/** The fourteen days at the desk, in words: how long there is still time, how somebody stands, what was decided and why. */
import { spokenTime } from '#forms/spoken.ts'
import { township } from '#forms/township.ts'
import type { DueSlot } from '#platform/calendar.ts'
import { type Day, dayAt, timeAt } from '#platform/clock.ts'
import type { Decision, DecisionKind, Observing } from '#protection/watch/view.ts'
import { counted } from '../channels/numerals.ts'
import { shortDay, slotName } from './check-in.ts'
import { contactNames } from './ledger.ts'

export const decisionNames: Record<Decision['kind'], string> = {
  extend: '延长',
  shorten: '提前结束',
  pause: '暂停',
  resume: '接着观察',
  transfer: '转走',
  close: '结束观察',
  restart: '重新观察',
}

/** What a choice says, beside its name. */
export const decisionHints: Record<DecisionKind, string> = {
  extend: '延长到下面选的那一天',
  shorten: '提前到下面选的那一天结束',
  pause: '暂停，从现在起不用报',
  resume: '接着观察，从现在起又要报',
  restart: '重新观察，从下面选的那一天算起',
  transfer: '转到医院或集中观察点，这里不再报',
  close: '现在就结束观察',
}

/** Which days may be chosen, where one is; no further than `most` days. */
export function daysToChoose(kind: DecisionKind, most: number): string {
  const days = `${counted(String(most))}天`
  if (kind === 'extend') return `延长要选现在最后一天以后的日子，最多${days}。`
  if (kind === 'shorten') return '提前结束要选今天或以后、最后一天以前的日子。'
  return kind === 'restart' ? `重新观察要选前 ${township.observation.days} 天到后${days}里的一天。` : ''
}

export const reasonWords: Record<Exclude<Decision['reason'], ''>, string> = {
  symptom: '有症状，再看几天',
  contact: '又接触了有风险的人',
  hospital: '住院或转到集中观察点',
  away: '离开本镇',
  back: '回来了',
  order: '按上级新的规定',
  mistake: '日期登记错了',
  done: '观察期满',
  other: '别的，写在下面',
  visit: '上门看过，都好',
}

/** 还有 1 小时 20 分; below 0: 已经过了. */
export function timeLeft(minutes: number): string {
  if (minutes <= 0) return '已经过了'
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return `还有 ${[hours > 0 && `${hours} 小时`, rest > 0 && `${rest} 分`].filter(Boolean).join(' ')}`
}

type Slots = Parameters<typeof slotName>[1]

/** What may be said in the village's group; it names nobody. */
export function groupText(village: string, place: DueSlot, missing: number, minutes: number, of?: Slots): string {
  const { name, phone } = township.villages[village] ?? township.contacts.commandPost
  const by = minutes > 0 ? `请在${spokenTime(place.due)}前报一下` : '请现在补报，晚了也算'
  const address = `${township.url}/tw`
  return `${name}的各位：今天${slotName(place.slot, of)}的体温，还有 ${missing} 户没报。${by}，点这里就行：${address} 不会报、量不了、有难处，打村里电话 ${phone}。已经报了的，谢谢您。`
}

/** What came of a call, in the words of the buttons that note it. */
export const calledNames: typeof contactNames = {
  ...contactNames,
  reached: '打通了',
  'wrong-number': '号码错误',
  visited: '上门了',
}

/** 11月20日 15:40, of today 今天 15:40. */
export function shortMoment(instant: number, today: Day): string {
  const day = dayAt(instant)
  return `${day === today ? '今天' : shortDay(day)} ${timeAt(instant)}`
}

/** 第 3 天，一共 14 天，到11月30日. */
export function courseInWords({ dayNumber, days, first, last, state }: Observing): string {
  if (state === 'planned') return `${shortDay(first)}到家`
  const until = `到${shortDay(last)}`
  if (state === 'ended' || state === 'transferred') return until
  return dayNumber === 0 ? `今天到家，${until}` : `第 ${dayNumber} 天，一共 ${days} 天，${until}`
}

/** 延长到12月2日, 重新观察，从12月2日算起. */
export function decisionInWords({ kind, day }: { kind: Decision['kind']; day: Day }): string {
  if (kind === 'restart') return `${decisionNames[kind]}，从${shortDay(day)}算起`
  return decisionNames[kind] + (day ? `到${shortDay(day)}` : '')
}
