/** The numbers of the fourteen days at this minute: who owes a report, who reported, who did not, and what rings. */
import { type DueSlot, dueSlotOf, slotAt, spanOf } from '#platform/calendar.ts'
import { dayAt } from '#platform/clock.ts'
import type { Staff } from '#platform/principal.ts'
import { rule } from '#protection/observation/family.ts'
import { villagesFor } from '#register/ledger/filter.ts'
import { textOf } from '../row.ts'
import { settle } from '../settling.ts'
import * as store from './store.ts'

/** Of a village, in households unless it says otherwise. */
interface BoardCounts {
  village: string
  /** In observation at all, and coming. */
  active: number
  planned: number
  /** Who owes a report of this slot, how many people these are, and how many of the households reported for all of them. */
  asked: number
  people: number
  done: number
  missing: number
  /** Who has not reported at all today. */
  silent: number
  /** Open alerts. */
  alerts: number
}

export interface Minute {
  place: DueSlot
  /** Minutes until the slot is due; below 0 once it was. */
  minutes: number
  villages: BoardCounts[]
}

/** The counts of every village that this member of the staff sees, brought up to the minute. */
export async function countsOf(db: D1Database, staff: Staff, now: number): Promise<Minute> {
  await settle(db, now)
  const place = slotAt(rule, now)
  const villages = villagesFor(staff)
  // What was reported up to this slot, and up to an earlier one of today.
  const today = rule.slots.slice(0, place.slot + 1).map((_, slot) => textOf({ day: place.day, slot }))
  const rows = await store.tally(db, staff, villages, ['active', 'planned', 'asked', 'alert', ...today])
  const minutes = Math.ceil((spanOf(rule, place).due - now) / 60_000)
  return { place: dueSlotOf(rule, place), minutes, villages: villages.map((village) => countsIn(rows, village, today)) }
}

function countsIn(rows: store.Tally[], village: string, today: string[]): BoardCounts {
  const of = (what: string) => rows.find((row) => row.village === village && row.what === what)
  const households = (what: string) => of(what)?.households ?? 0
  const asked = households('asked')
  const done = households(today.at(-1) ?? '')
  return {
    village,
    active: households('active'),
    planned: households('planned'),
    asked,
    people: of('asked')?.people ?? 0,
    done,
    missing: asked - done,
    silent: asked - today.reduce((sum, what) => sum + households(what), 0),
    alerts: of('alert')?.people ?? 0,
  }
}

/** For the first page of the desk: how many households did not report this slot, and how many wait for the closing visit. */
export async function watchOf(
  db: D1Database,
  staff: Staff,
  now: number,
): Promise<{ missing: number; closing: number }> {
  const { villages } = await countsOf(db, staff, now)
  const closing = await store.closing(db, staff, villagesFor(staff), dayAt(now))
  return { missing: villages.reduce((sum, { missing }) => sum + missing, 0), closing }
}
