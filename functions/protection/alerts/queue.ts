/** The clinic's queue as its page shows it: each line opened, masked and put in words. */
import type { Staff } from '#platform/principal.ts'
import { may } from '#platform/roles.ts'
import type { Vault } from '#platform/vault.ts'
import { unseal } from '#register/submissions/contents.ts'
import { cursor, parts } from '#web/cursor.ts'
import { symptomsIn, symptomsTold, whoIs } from './person.ts'
import { daysOpen, risenAt, stateOf } from './state.ts'
import type { AlertCursor, WaitingAlert } from './store/queue.ts'
import type { AlertLine } from './view.ts'

/** Where a page of the queue begins; at its head, where the address says nothing. */
export const alertCursor = cursor({ seen: parts.flag, at: parts.instant, id: parts.personId })
export const head: AlertCursor = { seen: 0, at: 0, id: '' }

/** The lines of these rows as `staff` may see them: what was measured and said for the clinic and the town only. */
export function linesOf(vault: Vault, staff: Staff, rows: WaitingAlert[], now: number): Promise<AlertLine[]> {
  return Promise.all(rows.map((row) => lineOf(vault, staff, row, now)))
}

async function lineOf(vault: Vault, staff: Staff, row: WaitingAlert, now: number): Promise<AlertLine> {
  const { id, submission, person, kind, home, measured: temperature } = row
  const contents = await unseal(vault, submission, home, row.record ?? [])
  const checkIn = { key: id.slice(0, -2), person, village: row.said_in, sealed: row.symptoms }
  const symptoms = (await symptomsTold(vault, row)) ?? (await symptomsIn(vault, checkIn))
  return {
    id,
    rang: may(staff.role, 'alerts') ? { kind, temperature, ...(symptoms ? { symptoms } : {}) } : { kind },
    who: whoIs(row, contents, person, 'mask'),
    village: home,
    openedAt: row.opened_at,
    days: daysOpen(row, now),
    state: stateOf(row),
    escalated: risenAt(row, now) !== undefined,
  }
}

/** The place behind a line. */
export function placeOf({ state, openedAt, id }: AlertLine): AlertCursor {
  return { seen: state === 'unseen' ? 0 : 1, at: openedAt, id }
}
