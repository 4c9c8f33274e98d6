/** What the clinic does in a world: it looks at most alerts, some late, and what nobody looks at must rise at its very minute. */
import { write } from '#audit/line.ts'
import type { Staff } from '#platform/principal.ts'
import { alertsOf } from '#protection/alerts/store/queue.ts'
import { acknowledge } from '#protection/alerts/store/steps.ts'
import type { Alert, Family } from './family.ts'
import { spoken } from './page.ts'
import { Broken } from './register.ts'
import type { World } from './world.ts'

const MINUTE = 60_000
const ALONE = 30 * MINUTE
// Of a queue no more are counted.
const COUNTED = 40
const doctor: Staff = { id: 'doctor', name: '', role: 'clinic', villages: 'all' }

/** Plans the rest of a new alert. */
export function heard(world: World, families: Family[], family: Family, alert: Alert): void {
  // By the server's clock, if nobody moves it until then.
  const end = alert.opened + ALONE - world.offset
  for (const time of [end - 1, end]) world.at(time, () => counted(world, families))
  const patience = world.one([2, 10, 29, 30, 31, 90]) * MINUTE
  if (world.chance(0.8)) world.at(world.time + patience, () => look(world, family, alert))
}

async function look(world: World, family: Family, alert: Alert): Promise<void> {
  const { db, vault, now } = world
  const { person, day, slot, kind, opened } = alert
  const found = await db
    .prepare(
      'SELECT id FROM alert WHERE submission = ?1 AND person = ?2 AND day = ?3 AND slot = ?4 AND kind = ?5 AND opened_at = ?6',
    )
    .bind(family.id, person, day, slot, kind, opened)
    .first<string>('id')
  const line = await write(vault, { at: now, actor: doctor.id, act: 'acknowledge', record: family.id, detail: '' })
  if (!(await acknowledge(db, String(found), { staff: doctor, line })))
    throw new Broken(`the clinic cannot look at the ${kind} of ${family.reference} of ${spoken(opened)}`)
  alert.acknowledged = now
  alert.until = world.latest
  if (opened + ALONE <= now) alert.risen = true
}

async function counted({ db, now }: World, families: Family[]): Promise<void> {
  const unseen = families.flatMap(({ alerts }) => alerts).filter(({ acknowledged }) => acknowledged === null)
  const waiting = unseen.sort((a, b) => a.opened - b.opened).slice(0, COUNTED + 1)
  const right = Math.min(waiting.filter(({ opened }) => opened + ALONE <= now).length, COUNTED)
  const { escalated } = await alertsOf(db, doctor, now)
  if (escalated !== right)
    throw new Broken(`at ${spoken(now)} ${right} alerts must stand with the town, and ${escalated} do`)
}
