/**
 * Households that came long before the world begins: their observation is over, and within these days they go, each with
 * its day and no earlier. Some withdraw at the very moment at which the timer comes.
 */
import { type Decision, standingAt } from './course.ts'
import type { Family } from './family.ts'
import { decided, register } from './people.ts'
import { Broken } from './register.ts'
import { instantOf, shift, wallAt } from './wall.ts'
import type { Answered } from './world.ts'
import { DAYS, type World } from './world.ts'

const HOUSEHOLDS = 3
const KEEP = 30
const OBSERVED = 14

export interface Past {
  family: Family
  /** With the first moment of this day it is over. */
  goes: string
  /** The timer came when it was over, and nothing kept it from its work. */
  must: boolean
  /** Somebody asked for it; not whether it was heard. */
  asked: boolean
}

/** Lets them register, report and be decided about in their own time. */
export async function settlePast(world: World): Promise<Past[]> {
  const first = wallAt(world.start).day
  const past: Past[] = []
  for (let n = 0; n < HOUSEHOLDS; n++) {
    const arrival = shift(first, world.between(0, DAYS) - OBSERVED - KEEP - 1)
    const size = world.between(1, 4)
    let family: Family | undefined
    await world.earlier(instantOf(arrival, '09:00:00'), async () => {
      family = await register(world, 100 + n, size, arrival)
    })
    if (!family) continue
    const someone = family
    await world.earlier(instantOf(shift(arrival, 1), '10:00:00'), () => reports(world, someone))
    const day = world.between(2, 10)
    const kind = world.one(['', 'extend', 'shorten', 'close', 'transfer'] as const)
    const person = world.chance(0.5) ? null : world.between(0, size)
    const to = kind === 'extend' ? OBSERVED + world.between(1, 5) : kind === 'shorten' ? day + 1 : undefined
    if (kind)
      await world.earlier(instantOf(shift(arrival, day), '11:00:00'), () =>
        decided(world, someone, { kind, person, day: to === undefined ? '' : shift(arrival, to) }),
      )
    past.push({ family, goes: goesOn(family), must: false, asked: false })
  }
  return past
}

async function reports(world: World, family: Family): Promise<void> {
  const address = '203.0.113.1'
  const raw = { reference: [family.reference], tail: [family.tail] }
  const { view } = await world.post('/my/check-in', raw, address)
  if (view.page !== 'check-in') throw new Error(`a household of the past was shown ${view.page}`)
  const values = view.people.map(({ person }): [string, string[]] => [`p${person}.temperature`, ['36.5']])
  const body = { leave: [view.leave], well: ['yes'], ...Object.fromEntries(values) }
  const sent = await world.post('/my/check-in/send', body, address)
  if (sent.view.page !== 'checked-in') throw new Error(`a household of the past heard ${sent.view.page}`)
}

function goesOn({ arrival, size, decisions }: Family): string {
  const ends = Array.from({ length: size }, (_, person) => endOf(arrival, decisions, person))
  return shift(ends.sort().at(-1) ?? '', KEEP + 1)
}

function endOf(arrival: string, decisions: readonly Decision[], person: number): string {
  const whole = instantOf(shift(arrival, 60), '00:00:00')
  const closed = decisions.find(
    ({ kind, person: whose }) => (kind === 'close' || kind === 'transfer') && (whose === null || whose === person),
  )
  return closed ? wallAt(closed.at).day : standingAt(arrival, decisions, person, whole).last
}

/** Plans that some of them withdraw at one of these moments. */
export function planPast(world: World, past: Past[], moments: number[]): void {
  for (const [n, each] of past.entries()) {
    if (!world.chance(0.4)) continue
    // With the very turn of the timer at which it goes, or at any other.
    const turn = moments.find((time) => time >= instantOf(each.goes, '00:00:00'))
    const time = turn && world.chance(0.6) ? turn : world.one(moments)
    const { reference, tail } = each.family
    const address = `203.0.200.${n}`
    world.knock<Answered>(time, {
      ...(world.chance(0.2) ? { crash: { point: world.one(['before', 'during', 'after'] as const), call: 2 } } : {}),
      run: async () => {
        const opened = await world.post('/my/open', { reference: [reference], tail: [tail] }, address)
        if (opened.view.page !== 'record') return opened
        each.asked = true
        return world.post('/my/withdraw', { pass: [opened.view.pass], sure: ['yes'] }, address)
      },
      settle(answer) {
        if (answer && answer.view.page !== 'done' && answer.view.page !== 'door')
          throw new Broken(`who withdraws ${reference} was shown ${answer.view.page}`)
      },
    })
  }
}

/** Throws where one went before its day or is still there after it, or went in part; `latest` as the server's clock has shown. */
export async function checkPast(db: D1Database, past: Past[], latest: number): Promise<void> {
  for (const { family, goes, must, asked } of past) {
    const { id, reference } = family
    const { rows, sealed, status, purged, deleted } = await leftOf(db, id)
    const gone = status === null
    if (gone && wallAt(latest).day < goes)
      throw new Broken(`${reference} was destroyed before its time, which is ${goes}`)
    if (must && status === 'kept') throw new Broken(`${reference} should have been destroyed with ${goes}`)
    if (status === 'withdrawn' && !asked) throw new Broken(`nobody asked to withdraw ${reference}`)
    if (gone && rows > 0) throw new Broken(`of ${reference}, which was destroyed, ${rows} rows are left`)
    if (status === 'withdrawn' && sealed > 0)
      throw new Broken(`of ${reference}, which was withdrawn, something is left`)
    const wanted = status === 'kept' ? [0, 0] : [gone ? 1 : 0, 1]
    if (purged !== wanted[0] || deleted !== wanted[1])
      throw new Broken(
        `the end of ${reference} is told ${purged} times in the audit and ${deleted} times in the journal`,
      )
  }
}

let left: string | undefined

/** What the database still has of a record, in whatever table. */
async function leftOf(db: D1Database, id: string) {
  if (!left) {
    const { results } = await db
      .prepare(
        `SELECT tables.name, max(columns.name = 'sealed') AS sealed FROM sqlite_master AS tables JOIN pragma_table_info(tables.name) AS columns
         WHERE tables.type = 'table' GROUP BY tables.name HAVING max(columns.name = 'submission')`,
      )
      .all<{ name: string; sealed: number }>()
    const sum = (of: string[]) => of.map((name) => `(SELECT count(*) FROM ${name})`).join(' + ')
    const rows = results.map(({ name }) => `${name} WHERE submission = ?1`)
    const sealed = results
      .filter((each) => each.sealed)
      .map(({ name }) => `${name} WHERE submission = ?1 AND sealed IS NOT NULL`)
    left = `SELECT ${sum(rows)} AS rows, ${sum([...sealed, 'submission WHERE id = ?1 AND sealed IS NOT NULL'])} AS sealed,
      (SELECT status FROM submission WHERE id = ?1) AS status,
      (SELECT count(*) FROM audit WHERE record = ?1 AND act = 'purge') AS purged,
      (SELECT count(*) FROM deletion WHERE record = ?1) AS deleted`
  }
  type Left = { rows: number; sealed: number; status: string | null; purged: number; deleted: number }
  return (await db.prepare(left).bind(id).first<Left>()) as Left
}
