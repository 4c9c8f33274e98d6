/** The checkpoint in words. */
import { pass } from '#forms/checkpoint.ts'
import type { Day } from '#platform/clock.ts'
import type { Member } from '#protection/checkpoint/view.ts'
import { shortDay } from './check-in.ts'
import { stateNames } from './observation.ts'

const { direction, reason } = pass

/** What a line of a record's history says of a party that went through: 出村；还在观察，卫生院让去看病. */
export const passNames: Record<string, string> = {
  ...direction.choices,
  ...Object.fromEntries(
    Object.entries(reason.choices ?? {}).map(([why, words]) => [
      `out ${why}`,
      `${direction.choices?.['out']}；还在观察，${words}`,
    ]),
  ),
}

/** 观察中，第 3 天，到12月6日. */
export function memberInWords({ state, dayNumber, last }: Member, arrival: Day): string {
  const name = stateNames[state]
  if (state === 'planned') return `${name}，打算${shortDay(arrival)}到`
  if (state === 'ended' || state === 'transferred' || state === 'withdrawn') return name
  const day = dayNumber === 0 ? '今天到家' : `第 ${dayNumber} 天`
  return [name, state === 'paused' ? '' : day, `到${shortDay(last)}`].filter(Boolean).join('，')
}
