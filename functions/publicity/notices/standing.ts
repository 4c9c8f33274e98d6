/** Whether a notice is in force at a moment; pure, so that the build and the Worker judge alike. */

/** Why a notice is over: its time ran out, another took its place, or it was taken back (废止). */
export type Ending = 'expired' | 'superseded' | 'repealed'

export type Standing = 'unpublished' | 'upcoming' | 'effective' | Ending

/** The moments of a notice, UTC milliseconds, each the first at which the next standing holds. */
export interface Times {
  published: number
  from: number
  /** `Infinity` while nothing ends it. */
  end: number
  ending: Ending
}

export function standingAt({ published, from, end, ending }: Times, now: number): Standing {
  if (now < published) return 'unpublished'
  if (now >= end) return ending
  return now < from ? 'upcoming' : 'effective'
}

/** The times as a page carries them in `data-times`: three moments and how it ends. */
export function writeTimes({ published, from, end, ending }: Times): string {
  return [published, from, end === Number.POSITIVE_INFINITY ? '-' : end, ending].join(' ')
}

/** What `writeTimes` wrote. */
export function readTimes(written: string): Times {
  const [published, from, end, ending] = written.split(' ')
  return {
    published: Number(published),
    from: Number(from),
    end: end === '-' ? Number.POSITIVE_INFINITY : Number(end),
    ending: ending as Ending,
  }
}
