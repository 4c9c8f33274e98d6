/** The chase list as an address says it, and its lines: masked, with the villagers' group and since when nothing came. */
import type { Slot } from '#platform/calendar.ts'
import type { Staff } from '#platform/principal.ts'
import type { Vault } from '#platform/vault.ts'
import { slotNamed } from '#protection/observation/asking.ts'
import { villagesFor } from '#register/ledger/filter.ts'
import { linesOf, type MaskedLine } from '#register/ledger/masked.ts'
import type { ContactOutcome } from '#register/ledger/store/found.ts'
import { unseal } from '#register/submissions/contents.ts'
import { cursor, parts } from '#web/cursor.ts'
import type { SilentRow, Whose } from './store.ts'

/** A household that has not reported. */
export interface SilentLine extends Pick<MaskedLine, 'id' | 'name' | 'phone' | 'people'> {
  /** The villagers' group, where it was said. */
  group?: number
  /** How many of them are asked. */
  asked: number
  /** The last slot that all of them reported, or before which nothing was asked. */
  since: Slot
  /** Nothing came since day 1; what came on the day of arrival, which nobody asks for, does not count. */
  never: boolean
  /** What the last call or visit came to. */
  called?: { outcome: ContactOutcome; at: number }
}

/** How many households of each village wait; a village of which none does may be left out. */
export type WaitingPeople = Record<string, number>

/** Whom the list is about, by its address; where it names no village, the first in which somebody waits. */
export function readWhose(query: Record<string, string>, staff: Staff, waiting: WaitingPeople = {}): Whose {
  const villages = villagesFor(staff)
  const [first = ''] = [...villages.filter((each) => waiting[each]), ...villages]
  const village = villages.find((each) => each === query['village']) ?? first
  return { village, whose: query['whose'] === 'mine' ? 'mine' : 'all' }
}

/** Where a page ended: since when the household is silent, and its id. */
export const chaseCursor = cursor({ reported: parts.slot, id: parts.id })

/** The address of the list from `after` on. */
export function addressOf({ village, whose }: Whose, after?: string): string {
  return `/staff/watch/chase?${new URLSearchParams({ village, whose, ...(after ? { after } : {}) })}`
}

/** The lines of these rows, each opened and masked. */
export async function silentLines(vault: Vault, rows: SilentRow[]): Promise<SilentLine[]> {
  const lines = await linesOf(vault, rows)
  return Promise.all(
    rows.map(async (row, i): Promise<SilentLine> => {
      const { answers } = await unseal(vault, row.id, row.village, row.sealed ?? [])
      const { id, name = '', phone = '', people = 1 } = lines[i] ?? {}
      const group: unknown = answers['home']?.group
      return {
        id: id ?? row.id,
        name,
        phone,
        people,
        ...(typeof group === 'number' ? { group } : {}),
        asked: row.asked,
        since: slotNamed(row.reported) ?? { day: row.arrival, slot: 0 },
        never: row.reported.startsWith(row.arrival),
        ...(row.outcome && row.called_at !== null ? { called: { outcome: row.outcome, at: row.called_at } } : {}),
      }
    }),
  )
}
