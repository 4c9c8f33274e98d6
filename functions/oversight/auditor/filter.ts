/** Which lines of the audit are asked for: of whom, of what, about which record; an address that names nobody. */
import { type Act, actNamed } from '#audit/acts.ts'

export interface Filter {
  /** A member of the staff or a device by id, `holder`, `command` or `timer`; empty: everybody. */
  actor: string
  act: Act | ''
  /** The id of a record, or its first signs as the page shows them. */
  record: string
}

/** What the address says; what has not the shape of ours is left out. */
export function readFilter(query: Record<string, string>): Filter {
  const shaped = (said = '', shape: RegExp) => shape.exec(said.trim())?.[0] ?? ''
  return {
    actor: shaped(query['actor'], /^[\w-]{1,22}$/),
    act: actNamed(query['act'] ?? '') ?? '',
    record: shaped(query['record'], /^[\w-]{4,22}$/),
  }
}

/** The number of the line before which the page begins; all numbers are smaller than the default. */
export function readBefore(said = ''): number {
  return /^\d{1,15}$/.test(said) ? Number(said) : Number.MAX_SAFE_INTEGER
}

/** The address of the lines of this filter, before a line. */
export function addressOf(filter: Filter, before: number): string {
  const said = Object.entries({ ...filter, before: String(before) }).filter(([, value]) => value !== '')
  return `/staff/audit?${new URLSearchParams(said)}`
}
