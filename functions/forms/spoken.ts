/** The rule's numbers as people say them. */
import { township } from './township.ts'

/** 16:00 → 下午4点, 11:30 → 上午11点30分. */
export function spokenTime(time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const half = hour < 6 ? '凌晨' : hour < 12 ? '上午' : hour === 12 ? '中午' : hour < 18 ? '下午' : '晚上'
  return `${half}${hour > 12 ? hour - 12 : hour}点${minute ? `${minute}分` : ''}`
}

const { days, slots, cutOff } = township.observation

/** What a returnee does during the observation, in one sentence. */
export const observationRule = `从到家那天算起，在家观察${days}天，每天${slots.map(({ name }) => name).join('、')}各量一次体温，${spokenTime(cutOff)}前报。`
