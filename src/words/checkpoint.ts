/** The checkpoint in words. */
import type { Day } from '#platform/clock.ts'
import type { Member } from '#protection/checkpoint/view.ts'
import { shortDay } from './check-in.ts'

/** 在观察，第 3 天，到12月6日. */
export function memberInWords({ state, dayNumber, last }: Member, arrival: Day): string {
  const day = dayNumber === 0 ? '今天到家' : `第 ${dayNumber} 天`
  const observing = `在观察，${day}，到${shortDay(last)}`
  const words: Record<Member['state'], string> = {
    planned: `还没到，打算${shortDay(arrival)}到`,
    observing,
    extended: observing,
    shortened: observing,
    paused: `观察暂停，到${shortDay(last)}`,
    ended: '已解除',
    transferred: '已转到别处观察',
    withdrawn: '已撤回',
  }
  return words[state]
}
