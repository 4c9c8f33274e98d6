/** What the watch's row of a record says at a moment, and when time alone will change it next; computed, pure. */
import { compared, type Rule, type Slot, slotAt, slotsBetween, spanOf } from '#platform/calendar.ts'
import { addDays, type Day } from '#platform/clock.ts'
import { endDecided, owes, type Period, type PeriodChange, type Standing, standingOf } from '../observation/course.ts'

/** Of a record: when it began, how many people it is about, and whether it was withdrawn or put aside for another. */
export interface Watched {
  arrival: Day
  people: number
  gone: boolean
}

/** See the table `watch` in 0007_watch.sql. */
export interface WatchRow {
  state: 'planned' | 'active' | 'over'
  first: Day
  last: Day
  owing: Record<number, string>
  asked: number
  closes: Day | null
  turns: number | null
}

/** A place as text that sorts as places follow each other: `2026-11-22.0`. */
export function textOf({ day, slot }: Slot): string {
  return `${day}.${slot}`
}

/** The row of a record at `now`, without what was reported, which SQL knows. */
export function rowOf(rule: Rule, record: Watched, changes: readonly PeriodChange[], now: number): WatchRow {
  if (record.gone) return { state: 'over', first: '', last: '', owing: {}, asked: 0, closes: null, turns: null }
  const standings = standingsOf(rule, record, changes, now)
  const periods = standings.map(({ period }) => period)
  const days = (of: 'first' | 'last') => periods.map((period) => period[of]).sort()
  const [first = ''] = days('first')
  const last = days('last').at(-1) ?? ''
  const here = slotAt(rule, now)
  const owing = Object.fromEntries(
    askedAt(rule, standings, here).map((person) => [person, floorOf(rule, standings[person], here)]),
  )
  const waiting = standings.flatMap(({ state, period }, person) =>
    state === 'planned' || isSettled(changes, person, period) ? [] : [period.last],
  )
  return {
    state: stateOf(standings),
    first,
    last,
    owing,
    asked: Object.keys(owing).length,
    closes: waiting.sort()[0] ?? null,
    turns: turnOf(rule, record, changes, now),
  }
}

function standingsOf(rule: Rule, { arrival, people }: Watched, changes: readonly PeriodChange[], now: number) {
  const record = { arrival, withdrawn: false }
  return Array.from({ length: people }, (_, person) => standingOf(rule, record, changes, person, now))
}

function stateOf(standings: Standing[]): WatchRow['state'] {
  if (standings.some(({ open }) => open)) return 'active'
  return standings.some(({ state }) => state === 'planned') ? 'planned' : 'over'
}

/** Who is asked for a report of this slot: nobody who is paused now, though the slot may have been due before. */
function askedAt(rule: Rule, standings: Standing[], here: Slot): number[] {
  return standings.flatMap(({ open, state, period }, person) =>
    open && state !== 'paused' && owes(rule, period, here) ? [person] : [],
  )
}

// The last place before this one that was not owed; day 0 never is.
function floorOf(rule: Rule, standing: Standing | undefined, here: Slot): string {
  const free =
    standing &&
    slotsBetween(rule, standing.period.first, here.day).findLast(
      (place) => compared(place, here) < 0 && !owes(rule, standing.period, place),
    )
  return free ? textOf(free) : ''
}

/** Whether somebody was there at the end of this period. */
export function isSettled(changes: readonly PeriodChange[], person: number, period: Period): boolean {
  return endDecided(changes, person, period) !== undefined
}

/** The first moment after `now` at which a slot begins that finds the row different; null where none does. */
function turnOf(rule: Rule, record: Watched, changes: readonly PeriodChange[], now: number): number | null {
  const here = slotAt(rule, now)
  const sketch = (at: number, place: Slot) => {
    const standings = standingsOf(rule, record, changes, at)
    const states = standings.map(({ state, period }) => `${state === 'planned'}${period.first}`)
    return [stateOf(standings), ...states, askedAt(rule, standings, place)].join()
  }
  const days = [record.arrival, ...changes.map(({ day }) => day)].filter(Boolean).sort()
  const end = addDays(days.at(-1) ?? here.day, rule.days + 1)
  const today = sketch(now, here)
  const turn = slotsBetween(rule, here.day, end)
    .filter((place) => compared(place, here) > 0)
    .find((place) => sketch(spanOf(rule, place).from, place) !== today)
  return turn ? spanOf(rule, turn).from : null
}
