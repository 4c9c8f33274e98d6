/** A family as it should stand in the register, told a second time: what is kept of a page that is sent, and what rings. */
import { type Decision, type Standing, standingAt } from './course.ts'
import { before, lastOf, type Place, same, slotAt } from './wall.ts'

/** One line of what was reported. */
export interface Row extends Place {
  person: number
  revision: number
  /** In tenths of a degree. */
  temperature: number | null
  symptoms: string[] | null
  observed: number
  reported: number
  /** A sheet of paper is typed in by a cadre. */
  source: 'self' | 'paper'
}

export interface Alert extends Place {
  person: number
  kind: string
  opened: number
  acknowledged: number | null
  /** The town must have been told. */
  risen: boolean
  /** What was told at registration rings without a check-in. */
  registered?: boolean
  /** The latest that the server's clock had shown when somebody looked. */
  until?: number
}

export interface Family {
  id: string
  reference: string
  tail: string
  village: string
  size: number
  arrival: string
  decisions: Decision[]
  rows: Row[]
  alerts: Alert[]
  cares: number
  /** What is kept already: page, words and person. */
  kept: Set<string>
}

/** What somebody has put on a page. Entries are what can be read of it. */
export interface Said {
  id: number
  entries: { person: number; temperature: number | null; symptoms: string[] | null }[]
  /** The page must ask once more. */
  wrong: boolean
  care: boolean
}

/** A page as it was shown. */
export interface Shown {
  leave: string
  issued: number
  place: Place
  chosen: boolean
}

export type Answer = 'thanks' | 'stale' | 'wrong' | 'expired'

const STALE = 2 * 3_600_000
const OLD = 24 * 3_600_000
const [FEVER, RISE] = [373, 3]
const RINGING = ['fever', 'cough', 'breathless', 'chest']

/** How the person of the family stands at `now`. */
export function standing({ arrival, decisions }: Family, person: number, now: number): Standing {
  return standingAt(arrival, decisions, person, now)
}

/** Keeps what must be kept of a page that is received at `now`, and says what must be answered. */
export function receive(family: Family, shown: Shown, said: Said, now: number): Answer {
  if (now - shown.issued > OLD) return 'expired'
  // Where nobody is observed any more there is nothing to ask about instead.
  const asked = Array.from({ length: family.size }, (_, person) => standing(family, person, now)).some(
    ({ open }) => open,
  )
  const stale = asked && !shown.chosen && now - shown.issued > STALE && !same(shown.place, slotAt(now))
  const whole = !stale && !said.wrong
  const urgent = said.entries.filter((entry) => kindOf(entry) !== '')
  const added = (whole ? said.entries : urgent).flatMap((entry) =>
    add(family, `${shown.leave} ${said.id}`, { ...shown.place, source: 'self' }, entry, now),
  )
  for (const row of added) ring(family, row)
  if (whole && said.care && first(family, `${shown.leave} ${said.id} care`)) family.cares += 1
  return stale ? 'stale' : said.wrong ? 'wrong' : 'thanks'
}

/** Keeps what stands on the sheet `key`, typed in at `now`. */
export function enter(family: Family, key: string, place: Place, entries: Said['entries'], now: number): void {
  const added = entries.flatMap((entry) => add(family, key, { ...place, source: 'paper' }, entry, now))
  for (const row of added) ring(family, row)
}

/** Rings for what a family told when it registered, about the one who did. */
export function tell(family: Family, { temperature, symptoms }: Omit<Said['entries'][number], 'person'>, now: number) {
  const kind = kindOf({ person: 0, temperature, symptoms })
  if (!kind) return
  const rung = { ...slotAt(now), person: 0, kind, opened: now, acknowledged: null, risen: false, registered: true }
  family.alerts.push(rung)
}

/** What holds for the person in this slot. */
export function holds({ rows }: Family, person: number, place: Place): Row | undefined {
  return rows.findLast((row) => row.person === person && same(row, place))
}

/** What one entry rings for by itself. */
function kindOf({ temperature, symptoms }: Said['entries'][number]): string {
  if (temperature !== null && temperature >= FEVER) return 'fever'
  return symptoms?.some((symptom) => RINGING.includes(symptom)) ? 'symptom' : ''
}

function first({ kept }: Family, key: string): boolean {
  if (kept.has(key)) return false
  kept.add(key)
  return true
}

function add(
  family: Family,
  key: string,
  place: Place & Pick<Row, 'source'>,
  { person, temperature, symptoms }: Said['entries'][number],
  now: number,
): Row[] {
  if (!first(family, `${key} ${person}`)) return []
  const revision = (holds(family, person, place)?.revision ?? 0) + 1
  const observed = Math.min(now, lastOf(place))
  const row = { ...place, person, revision, temperature, symptoms, observed, reported: now }
  family.rows.push(row)
  return [row]
}

function ring(family: Family, row: Row): void {
  const { person, day, slot } = row
  const kind = kindOf(row) || (rises(family, row) ? 'rising' : '')
  const waits = family.alerts.some(
    (alert) => alert.person === person && same(alert, row) && alert.kind === kind && alert.acknowledged === null,
  )
  if (!kind || waits) return
  family.alerts.push({ person, day, slot, kind, opened: row.reported, acknowledged: null, risen: false })
}

// Two rises in a row up to this slot, of the values that hold.
function rises(family: Family, row: Row): boolean {
  if (row.temperature === null) return false
  const values = new Map<string, Row>()
  for (const each of family.rows)
    if (each.person === row.person && !before(row, each)) values.set(`${each.day} ${each.slot}`, each)
  const measured = [...values.values()].filter(({ temperature }) => temperature !== null)
  const [a, b, c] = measured
    .sort((one, other) => (before(one, other) ? -1 : 1))
    .slice(-3)
    .map(({ temperature }) => temperature ?? 0)
  return a !== undefined && b !== undefined && c !== undefined && b - a >= RISE && c - b >= RISE
}
