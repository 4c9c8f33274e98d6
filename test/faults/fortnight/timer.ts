/** The timer of a world: it comes every hour and when something is due, is missed, comes twice at once, and is cut off. */
import { type Job, jobs, tick } from '#jobs.ts'
import type { Alert, Family } from './family.ts'
import { spoken } from './page.ts'
import type { Past } from './past.ts'
import { Broken } from './register.ts'
import { type Crash, type Turn, turnNow } from './turns.ts'
import { wallAt } from './wall.ts'
import { DAYS, type World } from './world.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const FIVE = 5 * MINUTE
const ALONE = 30 * MINUTE
// The blocks of the audit are checked by tests of their own; here they would cost more than all the rest.
const ours = jobs.filter(({ name }) => !name.includes('block'))

export class Timer {
  readonly #world: World
  readonly #families: Family[]
  readonly #past: Past[]
  /** When it comes by the hour. */
  readonly moments: number[] = []
  /** It came, and nobody has looked since. */
  came = false
  /** What was due and done, as often as it was, and by whom. */
  readonly #done: { due: number; turn: Turn | undefined }[] = []
  #latest = 0
  // A job of ours, which remembers how often it ran.
  readonly #probe: Job = {
    name: 'probe',
    everyMs: HOUR,
    each: true,
    run: async ({ DB }, _vault, due, now) => {
      if (due > now) throw new Broken(`the timer did at ${spoken(now)} what was due at ${spoken(due)}`)
      await DB.prepare('SELECT 1').run()
      this.#done.push({ due, turn: turnNow() })
    },
  }

  constructor(world: World, families: Family[], past: Past[]) {
    this.#world = world
    this.#families = families
    this.#past = past
    for (let hour = 0; hour < DAYS * 24 - 2; hour++) {
      // Now and then it stands still for half a day.
      if (world.chance(0.01)) hour += world.between(2, 12)
      if (world.chance(0.9)) this.moments.push(world.start + hour * HOUR + world.between(0, 30_000))
    }
    for (const time of this.moments) {
      this.#comes(time)
    }
  }

  /** Comes some times around the end of the clinic's own time. */
  after({ opened }: Alert): void {
    const { offset } = this.#world
    const end = Math.ceil((opened + ALONE) / FIVE) * FIVE - offset
    for (const n of [-1, 0, 1]) if (this.#world.chance(0.8)) this.#comes(end + n * FIVE)
  }

  /** At the end: everything that was due since the first time was done, and once; again only where it was cut off. */
  check(): void {
    const dues = [...new Set(this.#done.map(({ due }) => due))].sort((a, b) => a - b)
    const gap = dues.find((due, n) => n > 0 && due !== (dues[n - 1] ?? 0) + HOUR)
    if (gap !== undefined) throw new Broken(`what the timer had to do before ${spoken(gap)} was never done`)
    const twice = dues.find((due) => this.#done.filter((each) => each.due === due && !each.turn?.crashed).length > 1)
    if (twice !== undefined) throw new Broken(`what the timer had to do at ${spoken(twice)} was done twice`)
  }

  #comes(time: number): void {
    const world = this.#world
    const times = world.chance(0.15) ? 2 : 1
    for (let n = 0; n < times; n++) {
      const point = world.one(['before', 'during', 'after'] as const)
      const crash: Crash | undefined = world.chance(0.05) ? { point, call: world.between(1, 6) } : undefined
      world.knock(time, {
        crash,
        run: () => tick(world.env, world.now, [this.#probe, ...ours]),
        settle: (_result, crashed) => {
          const due = Math.floor(world.now / FIVE)
          this.came = true
          if (!crashed && times === 1 && due > this.#latest) this.#rise()
          this.#latest = Math.max(this.#latest, due)
          for (const family of this.#families)
            if (family.alerts.some(({ acknowledged }) => acknowledged === null)) world.touched.add(family)
        },
      })
    }
  }

  #rise(): void {
    const { now } = this.#world
    for (const each of this.#past) if (wallAt(now).day >= each.goes) each.must = true
    for (const alert of this.#families.flatMap(({ alerts }) => alerts))
      if (alert.acknowledged === null && alert.opened + ALONE <= now) alert.risen = true
  }
}
