/** The clinic's queue as its page shows it: each line opened, masked and put in words. */
import type { Staff } from '#platform/principal.ts'
import { may } from '#platform/roles.ts'
import type { Vault } from '#platform/vault.ts'
import { unseal } from '#register/submissions/contents.ts'
import { symptomsIn, whoIs } from './person.ts'
import { risenAt, stateOf } from './state.ts'
import type { AlertCursor, WaitingAlert } from './store/queue.ts'
import type { AlertLine } from './view.ts'

const head: AlertCursor = { seen: 0, at: 0, id: '' }

/** The lines of these rows as `staff` may see them: what was measured and said for the clinic and the town only. */
export function linesOf(vault: Vault, staff: Staff, rows: WaitingAlert[], now: number): Promise<AlertLine[]> {
  return Promise.all(rows.map((row) => lineOf(vault, staff, row, now)))
}

async function lineOf(vault: Vault, staff: Staff, row: WaitingAlert, now: number): Promise<AlertLine> {
  const { id, submission, person, kind, home, temperature } = row
  const contents = await unseal(vault, submission, home, row.record ?? [])
  const symptoms = await symptomsIn(vault, { key: id.slice(0, -2), person, village: row.said_in, sealed: row.symptoms })
  return {
    id,
    rang: may(staff.role, 'alerts') ? { kind, temperature, ...(symptoms ? { symptoms } : {}) } : { kind },
    who: whoIs(row, contents, person, 'mask'),
    village: home,
    openedAt: row.opened_at,
    state: stateOf(row),
    escalated: risenAt(row, now) !== undefined,
  }
}

/** The place behind a line, for an address; it names nobody. */
export function cursorOf({ state, openedAt, id }: AlertLine): string {
  return [state === 'unseen' ? 0 : 1, openedAt.toString(36), id].join('.')
}

/** The place that an address says; the head of the queue where it says none. */
export function readCursor(said = ''): AlertCursor {
  const [, seen, at, id] = /^([01])\.([0-9a-z]{1,9})\.([\w-]{24})$/.exec(said) ?? []
  return seen && at && id ? { seen: seen === '0' ? 0 : 1, at: Number.parseInt(at, 36), id } : head
}
