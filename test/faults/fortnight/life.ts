/** Twenty days of one world, from one seed. */
import { heard } from './clinic.ts'
import { newDatabase } from './d1.ts'
import type { Row } from './family.ts'
import { checkPast, planPast, settlePast } from './past.ts'
import { PEOPLE, plan, settle } from './people.ts'
import { Broken, check } from './register.ts'
import { Timer } from './timer.ts'
import { World } from './world.ts'

/** What happened in a world. */
export interface Tally {
  people: number
  requests: number
  reports: number
  alerts: number
}

/** Lives through the world of `seed`; throws `Broken` at the first thing that is wrong. */
export async function live(seed: number, db: D1Database = newDatabase()): Promise<Tally> {
  const world = await World.of(seed, db)
  const past = await settlePast(world)
  const families = await settle(world)
  const timer = new Timer(world, families, past)
  planPast(world, past, timer.moments)
  for (const [n, family] of families.entries()) plan(world, family, n)
  for (let day = world.start; day < world.end; day += 86_400_000)
    if (world.chance(0.5))
      world.at(day + world.between(0, 86_400_000), async () => {
        world.offset = world.one([0, 1, -1]) * world.between(0, 40 * 60_000)
      })
  const known = new Set<unknown>()
  await world.run(async () => {
    for (const family of world.touched) {
      for (const alert of family.alerts) {
        if (known.has(alert)) continue
        known.add(alert)
        heard(world, families, family, alert)
        timer.after(alert)
      }
      await check(db, family, world.latest)
    }
    world.touched.clear()
    if (timer.came) await checkPast(db, past, world.latest)
    timer.came = false
  })
  for (const family of families) await check(db, family, world.latest)
  timer.check()
  await checkPast(db, past, world.latest)
  for (const family of families) await opened(world, family.id, family.rows)
  const sum = (of: 'rows' | 'alerts') => families.reduce((all, family) => all + family[of].length, 0)
  return { people: PEOPLE, requests: world.requests, reports: sum('rows'), alerts: sum('alerts') }
}

/** What is sealed says what was typed. */
async function opened({ db, vault }: World, id: string, rows: Row[]): Promise<void> {
  const { results } = await db
    .prepare('SELECT key, person, day, slot, revision, village, sealed FROM check_in WHERE submission = ?1')
    .bind(id)
    .all<Row & { key: string; village: string; sealed: number[] }>()
  for (const { key, person, day, slot, revision, village, sealed } of results) {
    const said = (await vault.open(['check_in', `${key}-${person}`, village], sealed)) as Pick<Row, 'symptoms'>
    const row = rows.find(
      (each) => each.person === person && each.day === day && each.slot === slot && each.revision === revision,
    )
    if (JSON.stringify(said.symptoms) !== JSON.stringify(row?.symptoms))
      throw new Broken(`what is sealed of ${day} slot ${slot} is not what was said`)
  }
}
