/** The page of one record in observation: each person's card, what was decided, and what may be done now. */
import { lineOf } from '#audit/line.ts'
import { compared, daysBetween, type Slot, slotAt, slotsBetween } from '#platform/calendar.ts'
import { addDays, dayAt } from '#platform/clock.ts'
import type { RequestContext } from '#platform/context.ts'
import { abilities } from '#platform/roles.ts'
import { randomText, type Vault } from '#platform/vault.ts'
import { cardOf } from '#protection/observation/card.ts'
import { calledOf, familyOf, type Member, rule } from '#protection/observation/family.ts'
import { unseal } from '#register/submissions/contents.ts'
import type { StaffVars } from '#staff/door.ts'
import { idOf } from '#web/cursor.ts'
import { isSettled } from '../row.ts'
import type { Observing, WatchOneView } from '../view.ts'
import { type Decision, kindsFor, limits, type Why } from './decision.ts'
import { type ChangeRow, type FoundObservation, readAudited } from './store.ts'

// A card that nobody entered for longer than this is asked about by phone.
const PLACES_BACK_DAYS = 14

/** A record that this member of the staff may see, noted as a look. */
export async function lookAt(
  c: RequestContext<StaffVars>,
): Promise<(FoundObservation & { family: Member[] }) | undefined> {
  const found = await readAudited(c.env.DB, c.var.staff, await lineOf(c, 'look', idOf(c), 'watch'))
  const family = found && (await familyOf(c.var.vault, found, c.var.now))
  return found && family && family.length > 0 ? { ...found, family } : undefined
}

/** The page as it stands, or the site's word that there is none. */
export async function show(c: RequestContext<StaffVars>, aside: Partial<WatchOneView> = {}) {
  const found = await lookAt(c)
  return found ? c.render({ ...(await viewOf(c, found)), ...aside }) : c.notFound()
}

async function viewOf(
  c: RequestContext<StaffVars>,
  found: FoundObservation & { family: Member[] },
): Promise<WatchOneView> {
  const { staff, vault, now } = c.var
  const { row, reports, family, decided } = found
  const { reference } = await unseal(vault, row.id, row.village, row.sealed ?? [])
  return {
    page: 'watch-one',
    staff,
    can: abilities(staff.role, 'discharge', 'proxy'),
    id: row.id,
    village: row.village,
    tail: reference.slice(-4),
    today: dayAt(now),
    people: family.map((member) => observing(member, reports, now)),
    decisions: await Promise.all(decided.map((each) => decisionOf(vault, each))),
    kinds: kindsFor(staff.role, family),
    places: slotsOf(family, now),
    here: slotAt(rule, now),
    closing: closingOf(found, now).map(calledOf),
    limits,
    key: randomText(16),
    seen: seenIn(found),
    raw: {},
  }
}

function observing(member: Member, reports: FoundObservation['reports'], now: number): Observing {
  const { state, period, dayNumber } = member.standing
  const mine = reports.filter(({ person }) => person === member.person)
  return {
    ...calledOf(member),
    state,
    first: period.first,
    last: period.last,
    dayNumber,
    days: daysBetween(period.first, period.last),
    card: cardOf(rule, period, mine, now, false),
  }
}

/** Slots of anybody's period up to now, the latest first: what somebody at the desk may enter. */
export function slotsOf(family: readonly Member[], now: number): Slot[] {
  const here = slotAt(rule, now)
  return slotsBetween(rule, addDays(here.day, -PLACES_BACK_DAYS), here.day)
    .filter((place) => compared(place, here) <= 0 && family.some((member) => takes(member, place)))
    .reverse()
}

/** Whether somebody's period, which may be over since, holds this slot. */
export function takes({ standing: { state, period } }: Member, { day }: Slot): boolean {
  return state !== 'planned' && state !== 'withdrawn' && day >= period.first && day <= period.last
}

/** Whose last day is today or was, and whom nobody visited at the end. */
export function closingOf({ family, changes }: FoundObservation & { family: Member[] }, now: number): Member[] {
  const today = dayAt(now)
  return family.filter(
    ({ person, standing: { state, period } }) =>
      state !== 'planned' && period.last <= today && !isSettled(changes, person, period),
  )
}

/** What a form carries of what it was shown: the revision of the record, and the number of its last change. */
export function seenIn({ row, last }: FoundObservation): string {
  return `${row.revision}.${last}`
}

/** What `seenIn` wrote; numbers that fit no record where it is none of ours. */
export function readSeen(said: string): { revision: number; last: number } {
  const [revision = 0, last = 0] = said.split('.').map(Number)
  return { revision, last }
}

/** Whether the form with this key decided something already: sent twice, it is as good as the first. */
export function isDecided({ decided }: FoundObservation, key: string): boolean {
  return decided.some(({ id }) => keyOf(id) === key)
}

async function decisionOf(vault: Vault, { id, village, sealed, ...row }: ChangeRow): Promise<Decision> {
  const { kind, person, day, at, by } = row
  const why = sealed && ((await vault.open(['observation_change', keyOf(id), village], sealed)) as Why)
  return { kind, person, day, at, by, reason: why?.reason ?? '', words: why?.words ?? '' }
}

// Rows of one act, one for each person, are sealed alike, under the key that their ids begin with.
function keyOf(id: string): string {
  return id.slice(0, 22)
}
