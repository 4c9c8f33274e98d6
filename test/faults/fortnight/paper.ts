/** A sheet of paper that a cadre types in at the desk, hours or a day after its slot; sent again where the first time was cut off. */
import { write } from '#audit/line.ts'
import type { RequestContext } from '#platform/context.ts'
import { randomText } from '#platform/vault.ts'
import { readPage } from '#protection/observation/entry.ts'
import { keep } from '#protection/observation/sending.ts'
import { enter, type Family, standing } from './family.ts'
import { crashOf } from './phone.ts'
import { cadre } from './register.ts'
import { filled } from './saying.ts'
import { instantOf, type Place, shift, wallAt } from './wall.ts'
import { DAYS, type World } from './world.ts'

const HOUR = 3_600_000

/** Plans a sheet for some of the days of the family. */
export function plan(world: World, family: Family): void {
  const first = wallAt(world.start).day
  for (let n = 1; n < DAYS; n++) {
    if (!world.chance(0.06)) continue
    const place = { day: shift(first, n - 1), slot: world.one([0, 1]) }
    const time = instantOf(shift(first, n), '00:00:00') + world.between(0, 20 * HOUR)
    world.at(time, async () => bring(world, family, place, time + world.between(0, HOUR)))
  }
}

/** Reads it once, as its people stand now, and types that in. */
function bring(world: World, family: Family, place: Place, time: number): void {
  const people = Array.from({ length: family.size }, (_, person) => person).filter((person) => {
    const { open, first, last } = standing(family, person, world.now)
    return open && first < place.day && place.day <= last
  })
  if (people.length === 0) return
  const read = readPage(filled(world, family, people, true).raw, people)
  enterAt(world, family, { key: randomText(16), place, read }, time)
}

interface Sheet {
  key: string
  place: Place
  read: ReturnType<typeof readPage>
}

function enterAt(world: World, family: Family, sheet: Sheet, time: number, tries = 0): void {
  const { key, place, read } = sheet
  world.knock(time, {
    crash: crashOf(world, 0.1, 1),
    run: async () => {
      const { env, vault, now } = world
      const line = await write(vault, { at: now, actor: cadre, act: 'check-in', record: family.id, detail: 'paper' })
      const page = { id: family.id, key, place, village: family.village, revision: 1 }
      // As a page of the desk has it, which hands on no more than this.
      const c = { env, var: { vault, now } } as unknown as RequestContext
      return keep(c, page, { entries: read.entries }, { source: 'paper', line })
    },
    settle(_result, crashed) {
      world.touched.add(family)
      const lost = crashed === 'before' || crashed === 'during'
      if (!lost) enter(family, key, place, read.entries, world.now)
      if (crashed && tries < 2) enterAt(world, family, sheet, time + 60_000, tries + 1)
    },
  })
}
