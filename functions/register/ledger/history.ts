/** What happened to a record, as a person reads it: the looks of one person on one day are one line. */
import { isAct } from '#audit/acts.ts'
import type { AuditEvent } from '#audit/store.ts'
import { dayAt } from '#platform/clock.ts'
import type { Vault } from '#platform/vault.ts'

/** A line of the audit with whom it names, if that is a member of the staff. */
export interface HistoryRow extends AuditEvent {
  staff: string | null
  name: ArrayBuffer | number[] | null
  villages: string | null
}

/** What happened, by whom; `times` on that day, the latest at `at`. */
export interface Happening extends AuditEvent {
  /** Of a member of the staff. */
  name: string
  villages: string[]
  times: number
}

/** The history in the order of its rows, newest first. */
export async function historyOf(vault: Vault, rows: HistoryRow[]): Promise<Happening[]> {
  const names = new Map<string, Promise<unknown>>()
  const said = new Map<string, Happening>()
  for (const [place, { at, actor, act, detail, staff, name, villages }] of rows.entries()) {
    const alike = isAct(act, 'look') ? [staff ?? actor, act, detail, dayAt(at)].join() : String(place)
    const before = said.get(alike)
    if (before) before.times += 1
    else {
      const opening = names.get(staff ?? '') ?? (staff && name ? vault.open(['staff', staff, ''], name) : '')
      if (staff) names.set(staff, Promise.resolve(opening))
      const happening = { at, actor, act, detail, name: String(await opening), times: 1 }
      said.set(alike, { ...happening, villages: (villages ?? '').split(' ').filter(Boolean) })
    }
  }
  return [...said.values()]
}

/** What changed a record last: what somebody who looked before that has not seen. */
export function lastChange(history: Happening[]): Happening | undefined {
  return history.find(({ act }) => isAct(act, 'changes'))
}
