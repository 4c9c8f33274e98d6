/** The checkpoint in words. */
import type { Day } from '#platform/clock.ts'
import type { Member } from '#protection/checkpoint/view.ts'
import { shortDay } from './check-in.ts'
import { stateNames } from './observation.ts'

/** 观察中，第 3 天，到12月6日. */
export function memberInWords({ state, dayNumber, last }: Member, arrival: Day): string {
  const name = stateNames[state]
  if (state === 'planned') return `${name}，打算${shortDay(arrival)}到`
  if (state === 'ended' || state === 'transferred' || state === 'withdrawn') return name
  const day = dayNumber === 0 ? '今天到家' : `第 ${dayNumber} 天`
  return [name, state === 'paused' ? '' : day, `到${shortDay(last)}`].filter(Boolean).join('，')
}
