/** What a guard typed about a party, and what is wrong with it; pure. */
import { pass, readTime, said } from '#forms/checkpoint.ts'
import type { Errors } from '#forms/form.ts'
import { addDays, type Day, dayAt, startOf } from '#platform/clock.ts'

const BACK_DAYS = 3
const MINUTE_MS = 60_000

export interface GateEntry {
  direction: 'in' | 'out'
  temperature: number | null
  /** Why somebody in observation went out; a key of its choices, or null where nobody had to say. */
  reason: string | null
}

/** One line of paper as it was typed. */
export interface TypedEntry {
  day: Day
  time: string
  direction: string
  temperature: string
  unmeasured: boolean
}

/** Direction, temperature, and why, where a `bound` party goes out, of which somebody is in observation; a silent thermometer is said, because a blank may be an oversight. */
export function readEntry(
  typed: Pick<TypedEntry, 'direction' | 'temperature' | 'unmeasured'> & { reason?: string },
  errors: Errors,
  bound = false,
): GateEntry {
  const context = { today: '' }
  const direction = pass.direction.schema(context).safeParse(typed.direction || undefined)
  if (!direction.success) errors['direction'] = direction.error.issues[0]?.message ?? ''
  const measured = typed.temperature.trim()
  const temperature = pass.temperature.schema(context).safeParse(measured || undefined)
  if (!temperature.success && (measured || !typed.unmeasured))
    errors['temperature'] = temperature.error.issues[0]?.message ?? ''
  const asked = bound && direction.data === 'out'
  const reason = pass.reason.schema(context).safeParse(typed.reason || undefined)
  if (asked && !reason.success) errors['reason'] = reason.error.issues[0]?.message ?? ''
  return {
    direction: direction.data ?? 'in',
    temperature: temperature.data ?? null,
    reason: asked ? (reason.data ?? null) : null,
  }
}

/** When it was, by the paper: today or at most three days ago, and not to come. */
export function readMoment({ day, time }: Pick<TypedEntry, 'day' | 'time'>, now: number, errors: Errors): number {
  const minute = readTime(time)
  if (minute === undefined) errors['time'] = said.time
  else if (!backlogDays(now).includes(day)) errors['time'] = said.old
  else if (startOf(day) + minute * MINUTE_MS > now) errors['time'] = said.future
  return errors['time'] ? now : startOf(day) + (minute ?? 0) * MINUTE_MS
}

/** The days that may be noted later, today first. */
export function backlogDays(now: number): Day[] {
  return Array.from({ length: BACK_DAYS + 1 }, (_, back) => addDays(dayAt(now), -back))
}
