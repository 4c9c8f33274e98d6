/** Who lives in a world: ten people in families, registered on its first morning, of whom some are decided about later. */
import { write } from '#audit/line.ts'
import { returnee } from '#forms/returnee.ts'
import { sample } from '#forms/sample.ts'
import { randomText } from '#platform/vault.ts'
import { change } from '#protection/observation/store/check-in.ts'
import type { Decision } from './course.ts'
import { type Family, tell } from './family.ts'
import * as paper from './paper.ts'
import { type Phone, visit } from './phone.ts'
import { dueOf, instantOf, shift, wallAt } from './wall.ts'
import { DAYS, type World } from './world.ts'

export const PEOPLE = 10
const MINUTE = 60_000

export async function settle(world: World): Promise<Family[]> {
  const families: Family[] = []
  for (let left = PEOPLE; left > 0; ) {
    const size = Math.min(left, 1 + Math.floor(world.random() * 4))
    left -= size
    const arrival = shift(wallAt(world.now).day, world.between(0, 5))
    const family = await register(world, families.length, size, arrival, illness(world))
    world.touched.add(family)
    families.push(family)
  }
  return families
}

/** What somebody tells of themselves at registration. */
interface Told {
  temperature?: number
  symptoms: string[]
  help: string[]
}

function illness(world: World): Told {
  const symptoms = world.chance(0.2) ? [world.one(['fever', 'cough', 'breathless', 'chest'])] : []
  const temperature = world.chance(0.4) ? world.one([365, 372, 373, 392]) : undefined
  return { symptoms, help: world.chance(0.2) ? ['medicine'] : [], ...(temperature && { temperature }) }
}

/** Registers a family of `size`, the `n`th of its world. */
export async function register(
  world: World,
  n: number,
  size: number,
  arrival: string,
  told: Told = { symptoms: [], help: [] },
): Promise<Family> {
  const today = wallAt(world.now).day
  const example = sample(returnee, { today }) as { family: unknown[] }
  const village = world.one(['liuxi', 'shiqiao', 'dawan'])
  const phone = `1000000${String(world.between(0, 10_000)).padStart(4, '0')}`
  const family = Array.from({ length: size - 1 }, () => example.family[0])
  const said = (keys: string[]) => (keys.length > 0 ? keys : ['none'])
  const health = { ...told, symptoms: said(told.symptoms), help: said(told.help) }
  const answers = { ...example, family, phone, arrival, home: { village, group: 1 }, ...health }
  const answer = await world.api('/api/forms/returnee', answers, `world-${world.start}-${n}`)
  const { reference } = (await answer.json()) as { reference?: string }
  if (!reference) throw new Error(`a family was not registered: ${answer.status}`)
  const index = await world.vault.index('reference', reference)
  const id = await world.db
    .prepare('SELECT id FROM submission WHERE reference_index = ?1')
    .bind(index)
    .first<string>('id')
  const known = { reference, tail: phone.slice(-4), village, size, arrival }
  const cares = told.help.length > 0 ? 1 : 0
  const kept = { id: String(id), ...known, decisions: [], rows: [], alerts: [], cares, kept: new Set<string>() }
  tell(kept, { temperature: null, ...told }, world.now)
  return kept
}

/** Plans what a family does in all these days, and what is decided about it. */
export function plan(world: World, family: Family, n: number): void {
  const phones = [0, 1].map((which): Phone => ({ family, address: `203.0.${n}.${which}`, cookie: '', until: 0 }))
  const [own, other] = phones
  if (!own || !other) return
  const first = wallAt(world.start).day
  for (let n = 0; n < DAYS; n++) {
    for (const slot of [0, 1]) {
      const day = shift(first, n)
      const from = instantOf(day, slot === 0 ? '00:00:00' : '12:00:00')
      const due = dueOf({ day, slot })
      const time = world.chance(0.2)
        ? world.one([from, due, due]) + world.one([-1, 0, 0, 1])
        : world.between(from + (slot === 0 ? 6 * 60 * MINUTE : 0), slot === 0 ? due : due + 60 * MINUTE)
      if (world.chance(0.85)) visit(world, own, time)
      // Both at the same moment: then their pages are sent at moments of their own.
      if (world.chance(0.06)) visit(world, other, time)
    }
  }
  paper.plan(world, family)
  if (world.chance(0.5)) decide(world, family)
}

function decide(world: World, family: Family): void {
  const day = (n: number) => shift(family.arrival, n)
  const moment = (n: number) => instantOf(day(n), '00:00:00') + world.between(0, 23 * 60) * MINUTE
  const person = world.chance(0.5) ? null : Math.floor(world.random() * family.size)
  const n = world.between(2, 9)
  const takes = (kind: Decision['kind'], at: number, to = '') =>
    world.at(at, () => decided(world, family, { kind, person, day: to }))
  const kind = world.one(['extend', 'shorten', 'pause', 'close', 'transfer', 'restart'] as const)
  if (kind === 'extend') takes(kind, moment(n), day(14 + world.between(1, 4)))
  else if (kind === 'shorten') takes(kind, moment(n), day(world.between(n + 1, 13)))
  else if (kind === 'restart') {
    takes('close', moment(n))
    takes('restart', moment(n + 1), day(n + 1 + world.between(0, 3)))
  } else {
    takes(kind, moment(n))
    if (kind === 'pause') takes('resume', moment(n + world.between(1, 4)))
  }
}

/** The township decides now. */
export async function decided(world: World, family: Family, decision: Omit<Decision, 'at'>): Promise<void> {
  const { db, vault, now } = world
  const id = randomText(16)
  const sealed = await vault.seal(['observation_change', id, family.village], { reason: '' })
  const line = await write(vault, { at: now, actor: 'command', act: 'note', record: family.id, detail: '' })
  await change(db, { id, ...decision, village: family.village, sealed }, line)
  family.decisions.push({ ...decision, at: now })
  // The record is read in this order, too, where the clock went back between two decisions.
  family.decisions.sort((a, b) => a.at - b.at)
}
