/** How much may be done with records at the desk: what its handlers enforce, and its pages say. */

/** How many records may be shown in full, and for how long; how many characters a note has at most. */
export const limits = { hour: 30, day: 100, minutes: 5, note: 200 } as const

export type RecordLimits = typeof limits
