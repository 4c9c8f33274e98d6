/** What of the ledger is listed: one form and stage, of one village or all; narrowed by source, calls, household and days of arrival. Nothing in it names a person. */
import type { Stage } from '#forms/exported.ts'
import { forms } from '#forms/index.ts'
import { township } from '#forms/township.ts'
import { type Day, dayNamed } from '#platform/clock.ts'
import type { Staff } from '#platform/principal.ts'
import { cursor, parts } from '#web/cursor.ts'

export interface Filter {
  /** Empty: every one that they see. */
  village: string
  form: string
  /** `open`: not closed yet. */
  stage: Stage | 'open'
  /** Empty: every one. */
  source: '' | Source
  /** Only those whose last call met nobody. */
  calls: '' | 'unreached'
  /** Only those of whom the clinic heard something that is not closed, or who may have registered before. */
  mark: '' | 'rings' | 'alike'
  /** Only those that this member of the staff answers for. */
  whose: '' | 'mine'
  /** First and last day of arrival; empty: open. */
  from: Day
  to: Day
}

type Source = 'self' | 'proxy' | 'paper'

/** Where a page of the list ended; ids are random. */
export const recordCursor = cursor({ arrival: parts.dayOrNone, receivedAt: parts.instant, id: parts.id })
export type RecordCursor = NonNullable<ReturnType<typeof recordCursor.read>>

/** The villages that this member of the staff may see, in the township's order. */
export function villagesFor({ villages }: Staff): string[] {
  return Object.keys(township.villages).filter((village) => villages === 'all' || villages.includes(village))
}

/** The filter in an address; what it does not say, or says wrong, is what most people want. */
export function readFilter(query: Record<string, string>, staff: Staff): Filter {
  const villages = villagesFor(staff)
  const whose = one(['', 'mine'] as const, query['whose']) ?? ''
  return {
    village: one(villages.length > 1 ? ['', ...villages] : villages, query['village']) ?? '',
    form: one(Object.keys(forms), query['form']) ?? '',
    stage: one(['registered', 'verified', 'closed', 'open'] as const, query['stage']) ?? 'registered',
    source: one(['', 'self', 'proxy', 'paper'] as const, query['source']) ?? '',
    // One's own households are few; there is no index of those among them that nobody reached.
    calls: (whose ? '' : one(['', 'unreached'] as const, query['calls'])) ?? '',
    mark: one(['', 'rings', 'alike'] as const, query['mark']) ?? '',
    whose,
    from: dayNamed(query['from'] ?? '') ?? '',
    to: dayNamed(query['to'] ?? '') ?? '',
  }
}

/** The address of this list, from `after` on. */
export function addressOf(filter: Filter, after?: RecordCursor): string {
  const place = after && { after: recordCursor.write(after) }
  const said = Object.entries({ ...filter, ...place }).filter(([, value]) => value !== '')
  return `/staff/records?${new URLSearchParams(Object.fromEntries(said))}`
}

function one<const T extends string>(known: readonly T[], said?: string): T | undefined {
  return known.find((each) => each === said) ?? known[0]
}
