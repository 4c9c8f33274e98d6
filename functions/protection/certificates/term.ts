/** Which papers a person may have, for which days, and whether one that was made still says what is so; pure. */
import { type Day, dayAt } from '#platform/clock.ts'
import type { Standing } from '../observation/course.ts'

/** notice: 居家观察告知书. release: 解除观察证明. */
export const kinds = ['notice', 'release'] as const
export type CertificateKind = (typeof kinds)[number]

/** From day 0 to the last day. */
export interface Term {
  first: Day
  last: Day
}

/** The days that a paper made now would name. Nothing where it must not be made: a release never before the observation ended. */
export function termOf(kind: CertificateKind, { state, period, open }: Standing): Term | undefined {
  const term = { first: period.first, last: period.over ? dayAt(period.over.at) : period.last }
  if (kind === 'notice') return open || state === 'planned' ? term : undefined
  // Closed before they came, there was nothing to be released from.
  return state === 'ended' && term.last >= term.first ? term : undefined
}

/** Whether a paper for `term` is still true: the same days, not moved to another place, not begun anew. */
export function holds(kind: CertificateKind, { first, last }: Term, standing: Standing): boolean {
  // A notice outlives the last day it names; ended by hand, it no longer says what is so.
  const endedByHand = standing.state === 'ended' && !standing.period.over
  const term = kind === 'notice' && endedByHand ? standing.period : termOf(kind, standing)
  return term?.first === first && term.last === last
}
