/** How a person stands, told a second time and in another way than the product does: by names of days alone. */
import { apart, shift, wallAt } from './wall.ts'

/** What the township decided, in the order in which it did. */
export interface Decision {
  kind: 'extend' | 'shorten' | 'pause' | 'resume' | 'close' | 'transfer' | 'restart'
  person: number | null
  day: string
  at: number
}

export interface Standing {
  state: string
  first: string
  last: string
  number: number
  open: boolean
}

const DAYS = 14

export function standingAt(arrival: string, decisions: readonly Decision[], person: number, now: number): Standing {
  const today = wallAt(now).day
  let [first, last, state, paused] = [arrival, shift(arrival, DAYS), '', false]
  for (const { kind, day, at, person: whose } of decisions) {
    if (at > now || (whose !== null && whose !== person)) continue
    if (kind === 'restart') [first, last, state, paused] = [day, shift(day, DAYS), '', false]
    if (kind === 'extend' || kind === 'shorten') last = day
    if (kind === 'pause') paused = true
    if (kind === 'resume') paused = false
    // One who is let go on alone was not taken away after all.
    if (kind === 'resume' && whose !== null && state === 'transferred') state = ''
    if (kind === 'close') state = 'ended'
    if (kind === 'transfer') state = 'transferred'
  }
  const ruled = shift(first, DAYS)
  const under = last > ruled ? 'extended' : last < ruled ? 'shortened' : 'observing'
  const open = state === '' && today >= first && today <= last
  if (state === '') state = today < first ? 'planned' : today > last ? 'ended' : paused ? 'paused' : under
  return { state, first, last, number: apart(first, today), open }
}
