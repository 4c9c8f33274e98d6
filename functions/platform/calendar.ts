/** Which slot of which day a moment belongs to, and when a slot is due; pure integer arithmetic in Asia/Shanghai. */
import { addDays, type Day, dayAt, startOf } from './clock.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** The township's rule; times are milliseconds from midnight. */
export interface Rule {
  /** The day of arrival is day 0; these many days follow it. */
  days: number
  /** When each slot begins, ascending, the first at midnight. */
  slots: readonly number[]
  /** By when a day's measurements are due. */
  cutOff: number
}

/** One slot of one day: 0 is the day's first. */
export interface Slot {
  day: Day
  slot: number
}

/** From its first moment on, until before `end`; what comes at `due` or later is late, and kept. */
export interface Span {
  from: number
  due: number
  end: number
}

/** A slot of which a page says by when its report is due. */
export interface DueSlot extends Slot {
  /** As a clock on the wall says it: `16:00`, and at the end of the day `24:00`. */
  due: string
  /** Before the slot ends, which is worth saying. */
  early: boolean
}

/** The township's file, as far as the rule stands in it; times as `HH:MM`. */
export interface WrittenRule {
  days: number
  slots: readonly { name: string; from: string }[]
  cutOff: string
}

/** 「每日测量两次体温，下午16时前上报卫生院」: the rule as the township's file says it. */
export function ruleOf({ days, slots, cutOff }: WrittenRule): Rule {
  return { days, slots: slots.map(({ from }) => sinceMidnight(from)), cutOff: sinceMidnight(cutOff) }
}

/** The slot in which `instant` lies. Every instant lies in exactly one. */
export function slotAt(rule: Rule, instant: number): Slot {
  const day = dayAt(instant)
  const time = instant - startOf(day)
  return { day, slot: rule.slots.findLastIndex((from) => from <= time) }
}

/** When a slot begins, is due and ends. */
export function spanOf(rule: Rule, { day, slot }: Slot): Span {
  const midnight = startOf(day)
  const { from, due, end } = timesOf(rule, slot)
  return { from: midnight + from, due: midnight + due, end: midnight + end }
}

/** The slot, with by when it is due in figures. */
export function dueSlotOf(rule: Rule, { day, slot }: Slot): DueSlot {
  const { due, end } = timesOf(rule, slot)
  const minutes = due / MINUTE_MS
  const figures = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'))
  return { day, slot, due: figures.join(':'), early: due < end }
}

/** The numbers of the slots that are due after the day's cut-off, which a township may want. */
export function slotsAfterCutOff(rule: Rule): number[] {
  return [...rule.slots.keys()].filter((slot) => timesOf(rule, slot).due > rule.cutOff)
}

// Milliseconds from midnight. A slot is due when it ends, or at the day's cut-off if that comes first; one that begins
// after the cut-off is due when it ends. This is the only place that says so.
function timesOf({ slots, cutOff }: Rule, slot: number): Span {
  const [from, end] = [slots[slot] ?? 0, slots[slot + 1] ?? DAY_MS]
  return { from, due: cutOff > from && cutOff < end ? cutOff : end, end }
}

/** Every slot from the first day to the last, both included, in order. */
export function slotsBetween(rule: Rule, first: Day, last: Day): Slot[] {
  const days = Math.max(0, daysBetween(first, last) + 1)
  return Array.from({ length: days }, (_, n) => rule.slots.map((_, slot) => ({ day: addDays(first, n), slot }))).flat()
}

/** How many days `later` comes after `day`; negative where it comes before. */
export function daysBetween(day: Day, later: Day): number {
  return Math.round((startOf(later) - startOf(day)) / DAY_MS)
}

/** Below 0 where `a` comes before `b`. */
export function compared(a: Slot, b: Slot): number {
  return a.day === b.day ? a.slot - b.slot : a.day < b.day ? -1 : 1
}

/** `HH:MM` as milliseconds from midnight. */
function sinceMidnight(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return (hours * 60 + minutes) * MINUTE_MS
}
