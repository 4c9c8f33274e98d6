/**
 * What holds for a while: the attributes by which the Worker keeps a page true at its minute (functions/publicity/notices/stamp.ts).
 * Without the Worker it shows what held at the build, and always says from when until when.
 */
import { type Standing, standingAt, type Times, writeTimes } from '#publicity/notices/standing.ts'
import { builtAt } from '../page/built.ts'

/** Everything that may be said of a notice which is published. */
export const published: Standing[] = ['upcoming', 'effective', 'expired', 'superseded', 'repealed']

/** Attributes of an element that stands only under these standings. */
export function timed(times: Times, when: Standing[]) {
  return {
    'data-times': writeTimes(times),
    'data-when': when.join(' '),
    hidden: !when.includes(standingAt(times, builtAt)),
  }
}

/** Attributes of words that would be untrue an hour later: only the Worker shows them. */
export function stampedOnly(when: Standing[]) {
  return { 'data-when': when.join(' '), hidden: true }
}
