/** From what a guard typed to what is kept of it. */
import { lineOf } from '#audit/line.ts'
import { kindOf } from '#forms/signals.ts'
import { slotAt } from '#platform/calendar.ts'
import type { RequestContext } from '#platform/context.ts'
import type { StaffVars } from '#staff/door.ts'
import { rule } from '../observation/family.ts'
import type { GateEntry } from './entry.ts'
import type { Passing } from './store.ts'

/** What is kept of one party; a fever rings at the clinic. */
export async function passingOf(
  c: RequestContext<StaffVars>,
  said: { entry: GateEntry } & Pick<Passing, 'id' | 'submission' | 'passedAt' | 'source'>,
): Promise<Passing> {
  const { entry, ...passing } = said
  return {
    ...passing,
    ...entry,
    line: await lineOf(c, 'pass', passing.submission, [entry.direction, entry.reason].filter(Boolean).join(' ')),
    ...(isFever(entry) && { rings: slotAt(rule, passing.passedAt) }),
  }
}

/** By the township's threshold; nobody measured is no fever. */
export function isFever({ temperature }: GateEntry): boolean {
  return kindOf(temperature, null) === 'fever'
}
