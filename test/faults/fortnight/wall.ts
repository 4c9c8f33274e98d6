/** The calendar by the time-zone database: nothing of ours counts here. */

const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' })

export interface Place {
  day: string
  slot: number
}

/** Day and time of day in Shanghai, `2026-11-22` and `15:59:59`. */
export function wallAt(instant: number): { day: string; time: string } {
  const [day = '', time = ''] = wall.format(instant).split(' ')
  return { day, time }
}

const names: string[] = []
for (let noon = Date.UTC(2026, 9, 1, 4); noon < Date.UTC(2029, 6, 1); noon += 86_400_000) names.push(wallAt(noon).day)
const numbers = new Map(names.map((day, n) => [day, n]))

/** The day that comes `days` after `day`. */
export function shift(day: string, days: number): string {
  return names[(numbers.get(day) ?? Number.NaN) + days] ?? 'no day'
}

/** How many days `later` comes after `day`. */
export function apart(day: string, later: string): number {
  return (numbers.get(later) ?? Number.NaN) - (numbers.get(day) ?? Number.NaN)
}

export function instantOf(day: string, time: string): number {
  return Date.parse(`${day}T${time}+08:00`)
}

/** Mornings are slot 0, and from noon on it is slot 1. */
export function slotAt(instant: number): Place {
  const { day, time } = wallAt(instant)
  return { day, slot: time < '12:00:00' ? 0 : 1 }
}

/** Mornings are due by noon, afternoons by 16:00. */
export function dueOf({ day, slot }: Place): number {
  return instantOf(day, slot === 0 ? '12:00:00' : '16:00:00')
}

/** The last millisecond of a slot. */
export function lastOf({ day, slot }: Place): number {
  return (slot === 0 ? instantOf(day, '12:00:00') : instantOf(shift(day, 1), '00:00:00')) - 1
}

export function same(a: Place, b: Place): boolean {
  return a.day === b.day && a.slot === b.slot
}

export function before(a: Place, b: Place): boolean {
  return a.day < b.day || (a.day === b.day && a.slot < b.slot)
}
