/** How an alert stands, and from when on the town must hear of it; pure. */
import { township } from '#forms/township.ts'

/** For so long an alert waits for the clinic alone. */
export const ESCALATE_MS = township.observation.escalateMinutes * 60_000

const DAY_MS = 24 * 3_600_000

/** What was done with an alert, in UTC milliseconds; in the order of the columns. */
export interface Steps {
  opened_at: number
  acknowledged_at: number | null
  contacted_at: number | null
  transferred_at: number | null
  closed_at: number | null
}

export type AlertState = 'unseen' | 'seen' | 'contacted' | 'transferred' | 'closed'

export const outcomes = ['better', 'mistake', 'transferred', 'other'] as const
/** How an alert ended: well again, a mistake, taken to a hospital, or something else. */
export type AlertOutcome = (typeof outcomes)[number]

/** How an alert ended whose record is gone; whom it was about is not known any more, so that nobody can say it was a mistake. */
export const namelessOutcomes = ['better', 'treated', 'other'] as const
export type NamelessOutcome = (typeof namelessOutcomes)[number]

/** The furthest step that was taken. */
export function stateOf(steps: Steps): AlertState {
  if (steps.closed_at !== null) return 'closed'
  if (steps.transferred_at !== null) return 'transferred'
  if (steps.contacted_at !== null) return 'contacted'
  return steps.acknowledged_at === null ? 'unseen' : 'seen'
}

/** For how many whole days it has been open: 0 on its first, and once it is closed. */
export function daysOpen({ opened_at, closed_at }: Pick<Steps, 'opened_at' | 'closed_at'>, now: number): number {
  return closed_at === null ? Math.max(0, Math.floor((now - opened_at) / DAY_MS)) : 0
}

/** When it rose to the town: at the very end of its time, if nobody had looked until then; nothing where it did not. */
export function risenAt(
  { opened_at, acknowledged_at, closed_at }: Pick<Steps, 'opened_at' | 'acknowledged_at' | 'closed_at'>,
  now: number,
): number | undefined {
  const end = opened_at + ESCALATE_MS
  return end <= (acknowledged_at ?? closed_at ?? now) ? end : undefined
}
