/** How somebody's observation stands at a moment: computed from the day of arrival and what was changed since, never stored; pure. */
import { daysBetween, type Rule, type Slot, spanOf } from '#platform/calendar.ts'
import { addDays, type Day, dayAt, startOf } from '#platform/clock.ts'

/**
 * What the township may change; only ever added, in order of `at`. It holds from `at` on.
 * extend, shorten: `day` is the new last day. resume ends a pause; of one person who was transferred, it takes that back.
 * restart: `day` is day 0 of another period. The others need no day.
 */
export interface PeriodChange {
  kind: 'extend' | 'shorten' | 'pause' | 'resume' | 'close' | 'transfer' | 'restart'
  /** Of one person of the record, counted from 0; of all of them where it is null. */
  person: number | null
  day: Day
  at: number
}

/** One period of observation: days 1 to the last are owed, day 0 is welcome. */
export interface Period {
  /** Day 0. */
  first: Day
  /** The last day by the rule, and as it was changed; it ends with that day. */
  ruled: Day
  last: Day
  /** From when until when nothing is owed; the days go on. */
  pauses: { from: number; until: number }[]
  /** It ended before its last day did. */
  over?: { at: number; how: 'ended' | 'transferred' }
}

export type ObservationState =
  | 'planned'
  | 'observing'
  | 'paused'
  | 'extended'
  | 'shortened'
  | 'ended'
  | 'withdrawn'
  | 'transferred'

export interface Standing {
  state: ObservationState
  period: Period
  /** 0 on the day of arrival, negative before it. */
  dayNumber: number
  /** May be reported at all: any state from the first day on that is not over. */
  open: boolean
}

/** Every period of one person as known at `now`, in order. */
export function periodsOf(
  rule: Rule,
  arrival: Day,
  changes: readonly PeriodChange[],
  person: number,
  now: number,
): Period[] {
  const periods = [begun(rule, arrival)]
  for (const change of changes) {
    if (change.at > now || (change.person !== null && change.person !== person)) continue
    if (change.kind === 'restart') periods.push(begun(rule, change.day))
    else changed(periods[periods.length - 1], change)
  }
  return periods
}

/** How one person stands at `now`: in the latest period that has begun; where that is over, in the next. */
export function standingOf(
  rule: Rule,
  { arrival, withdrawn }: { arrival: Day; withdrawn: boolean },
  changes: readonly PeriodChange[],
  person: number,
  now: number,
): Standing {
  const periods = periodsOf(rule, arrival, changes, person, now)
  const next = periods.find(({ first }) => startOf(first) > now)
  const current = periods.findLast(({ first }) => startOf(first) <= now)
  const over = current && ['ended', 'transferred'].includes(stateIn(current, now))
  const period = (current && !(over && next) ? current : next) ?? begun(rule, arrival)
  const state = withdrawn ? 'withdrawn' : stateIn(period, now)
  const open = state === 'observing' || state === 'extended' || state === 'shortened' || state === 'paused'
  return { state, period, dayNumber: daysBetween(period.first, dayAt(now)), open }
}

/** Whether a period owes a report for this slot: from day 1 to the last, unless it was paused or over when the slot was due. */
export function owes(rule: Rule, { first, last, pauses, over }: Period, place: Slot): boolean {
  const { due } = spanOf(rule, place)
  if (place.day <= first || place.day > last || (over && over.at < due)) return false
  return !pauses.some(({ from, until }) => from < due && due <= until)
}

/**
 * How the desk ended somebody's period, where it did: what was closed or transferred since the period began, before another
 * did. A visit after the last day counts too; that the days are over is nobody's decision.
 */
export function endDecided(
  changes: readonly PeriodChange[],
  person: number,
  { first }: Period,
): 'close' | 'transfer' | undefined {
  let decided: 'close' | 'transfer' | undefined
  for (const change of changes) {
    if (change.person !== null && change.person !== person) continue
    if (change.kind === 'close' || change.kind === 'transfer') decided = change.kind
    const back = decided === 'transfer' && isTakenBack(change)
    if (back || (change.kind === 'restart' && change.day <= first)) decided = undefined
  }
  return decided
}

/** The moment at which the last day ends, and with it the period. */
export function endOf({ last }: Period): number {
  return startOf(addDays(last, 1))
}

function begun(rule: Rule, first: Day): Period {
  const last = addDays(first, rule.days)
  return { first, ruled: last, last, pauses: [] }
}

function stateIn(period: Period, now: number): ObservationState {
  const { first, ruled, last, pauses, over } = period
  if (now < startOf(first)) return over ? over.how : 'planned'
  if (over && over.at <= now) return over.how
  if (now >= endOf(period)) return 'ended'
  if (pauses.some(({ from, until }) => from <= now && now < until)) return 'paused'
  return last > ruled ? 'extended' : last < ruled ? 'shortened' : 'observing'
}

// What comes after the end changes nothing: a period that is over stays over.
function changed(period: Period | undefined, { kind, day, at, person }: PeriodChange): void {
  if (period?.over?.how === 'transferred' && isTakenBack({ kind, person })) {
    // The days went on, and nothing was owed until it was said that they had not left.
    period.pauses.push({ from: period.over.at, until: at })
    delete period.over
  }
  if (!period || period.over || at >= endOf(period)) return
  const paused = period.pauses.find(({ until }) => until === Number.POSITIVE_INFINITY)
  if (kind === 'extend' || kind === 'shorten') period.last = day
  else if (kind === 'pause' && !paused) period.pauses.push({ from: at, until: Number.POSITIVE_INFINITY })
  else if (kind === 'resume' && paused) paused.until = at
  else if (kind === 'close') period.over = { at, how: 'ended' }
  else if (kind === 'transfer') period.over = { at, how: 'transferred' }
}

// Who was transferred is not paused, so that nobody lets only them go on, unless they did not leave.
function isTakenBack({ kind, person }: Pick<PeriodChange, 'kind' | 'person'>): boolean {
  return kind === 'resume' && person !== null
}
