/** The families of a world, and whether the database holds of each exactly what it should. */
import type { Alert, Family, Row } from './family.ts'
import { spoken } from './page.ts'

/** An invariant that did not hold, in one sentence. */
export class Broken extends Error {}

/** Whose name stands on what was typed from paper. */
export const cadre = 'cadre'
const ESCALATE = 30 * 60_000

interface Stored extends Omit<Row, 'symptoms'> {
  key: string
  by: string
}

interface Rang extends Alert {
  escalated: number | null
  caused: number | null
}

/** Throws the first thing that is wrong with what is kept of `family`; `latest` is the latest the server's clock has shown. */
export async function check(db: D1Database, family: Family, latest: number): Promise<void> {
  const [rows, alerts, cares] = await db.batch([
    db
      .prepare(
        `SELECT json_group_array(json_array(person, day, slot, revision, temperature, observed_at, reported_at, source, by)
           ORDER BY person, day, slot, revision) AS told FROM check_in WHERE submission = ?1`,
      )
      .bind(family.id),
    db
      .prepare(
        `SELECT person, day, slot, kind, opened_at AS opened, acknowledged_at AS acknowledged, escalated_at AS escalated,
           CASE source WHEN 'registration' THEN (SELECT received_at FROM submission WHERE id = ?1)
             ELSE (SELECT reported_at FROM check_in WHERE key = substr(alert.id, 1, 22) AND person = alert.person) END AS caused
         FROM alert WHERE submission = ?1 ORDER BY opened_at, person, day, slot, kind`,
      )
      .bind(family.id),
    db.prepare('SELECT id FROM entry WHERE submission = ?1').bind(family.id),
  ])
  // Nearly always all is right, which one text tells; what is wrong is looked for only where it is not.
  const told = (rows?.results[0] as { told: string } | undefined)?.told
  if (told !== wanted(family)) checkRows(family, await stored(db, family))
  checkAlerts(family, (alerts?.results ?? []) as unknown as Rang[], latest)
  const wishes = cares?.results.length ?? 0
  if (wishes !== family.cares) throw new Broken(`${family.cares} wishes were sent and ${wishes} are kept`)
}

/** The rows as the database must tell them, in one text. */
function wanted({ rows }: Family): string {
  const inOrder = rows.toSorted(
    (a, b) =>
      a.person - b.person ||
      Number(a.day > b.day) - Number(a.day < b.day) ||
      a.slot - b.slot ||
      a.revision - b.revision,
  )
  const of = ({ person, day, slot, revision, temperature, observed, reported, source }: Row) => [
    person,
    day,
    slot,
    revision,
    temperature,
    observed,
    reported,
    source,
    byOf(source),
  ]
  return JSON.stringify(inOrder.map(of))
}

function byOf(source: Row['source']): string {
  return source === 'self' ? 'holder' : cadre
}

async function stored(db: D1Database, { id }: Family): Promise<Stored[]> {
  const sql = `SELECT key, person, day, slot, revision, temperature, observed_at AS observed, reported_at AS reported, source, by
    FROM check_in WHERE submission = ?1 ORDER BY person, day, slot, revision`
  return (await db.prepare(sql).bind(id).all<Stored>()).results
}

function checkRows(family: Family, stored: Stored[]): void {
  const named = (row: Omit<Row, 'symptoms'>) =>
    `person ${row.person} of ${family.reference}, ${row.day} slot ${row.slot}, revision ${row.revision}, reported ${spoken(row.reported)}`
  const textOf = ({ person, day, slot, revision, temperature, observed, reported, source }: Omit<Row, 'symptoms'>) =>
    JSON.stringify([person, day, slot, revision, temperature, observed, reported, source])
  const wanted = new Set(family.rows.map(textOf))
  const there = new Set(stored.map(textOf))
  const lost = family.rows.find((row) => !there.has(textOf(row)))
  const extra = stored.find((row) => !wanted.has(textOf(row)))
  const like = lost && stored.find((row) => row.reported === lost.reported && row.person === lost.person)
  if (lost && like)
    throw new Broken(
      `a check-in stands wrong: it should be ${named(lost)}, ${lost.temperature}, observed ${spoken(lost.observed)}; it is ${named(like)}, ${like.temperature}, observed ${spoken(like.observed)}`,
    )
  if (lost) throw new Broken(`a check-in is lost: ${named(lost)}`)
  if (extra) throw new Broken(`a check-in is kept twice or came from nowhere: ${named(extra)}`)
  if (stored.length !== family.rows.length)
    throw new Broken(`${family.rows.length} check-ins were sent and ${stored.length} are kept`)
  const stranger = stored.find(({ source, by }) => by !== byOf(source))
  if (stranger) throw new Broken(`a check-in is said to be somebody else's: ${named(stranger)}`)
}

function checkAlerts(family: Family, stored: Rang[], latest: number): void {
  const named = ({ person, day, slot, kind, opened }: Alert) =>
    `${kind} of person ${person} of ${family.reference}, ${day} slot ${slot}, ${spoken(opened)}`
  const textOf = ({ person, day, slot, kind, opened }: Alert) => JSON.stringify([person, day, slot, kind, opened])
  const there = new Map(stored.map((alert) => [textOf(alert), alert]))
  const wanted = new Set(family.alerts.map(textOf))
  const orphan = stored.find(({ caused, opened }) => caused !== opened)
  if (orphan) throw new Broken(`an alert was not opened with the check-in that caused it: ${named(orphan)}`)
  const silent = family.alerts.find((alert) => !there.has(textOf(alert)))
  if (silent) throw new Broken(`a check-in is kept, and its alert is not: ${named(silent)}`)
  const groundless = stored.find((alert) => !wanted.has(textOf(alert)))
  if (groundless) throw new Broken(`an alert has no cause: ${named(groundless)}`)
  if (stored.length !== family.alerts.length) throw new Broken(`an alert of ${family.reference} was opened twice`)
  for (const alert of family.alerts) {
    const { acknowledged, escalated } = there.get(textOf(alert)) ?? { ...alert, escalated: null }
    if (acknowledged !== alert.acknowledged) throw new Broken(`nobody, or somebody else, looked at the ${named(alert)}`)
    const end = alert.opened + ESCALATE
    if (alert.risen && escalated === null) throw new Broken(`nobody told the town of the ${named(alert)}`)
    const early = end > (alert.until ?? latest)
    if (escalated !== null && (escalated !== end || early))
      throw new Broken(`the town was told at another minute of the ${named(alert)}`)
  }
}
