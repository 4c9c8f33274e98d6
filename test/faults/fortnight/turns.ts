/** What the world does to requests: which of those at the same moment goes first, and which is cut off at the database. */
import { AsyncLocalStorage } from 'node:async_hooks'

/** Numbers from 0 to 1. */
export type Random = () => number

/** Where a program is cut off: before a call to the database, in the middle of it, or when it is written and the answer lost. */
export interface Crash {
  point: 'before' | 'during' | 'after'
  /** At which of its calls that may write, from 1. */
  call: number
}

/** One program among those that run at the same moment. */
export interface Turn {
  random: Random
  crash?: Crash | undefined
  /** How many calls that may write it has made. */
  calls: number
  /** When its last call was written, among all. */
  last: number
  crashed?: Crash['point']
}

interface Group {
  running: number
  waiting: { number: number; go(): void }[]
  /** Lets one go on, once all that run are waiting. */
  next(): void
}

const current = new AsyncLocalStorage<{ turn: Turn; group: Group; number: number }>()
// An error in SQL that every SQLite has.
const BROKEN = 'SELECT abs(-9223372036854775807 - 1)'
let written = 0

/** Runs programs at once, in an order that follows from `random` alone; each ends in what it gives, or nothing where it was cut off. */
export async function together<T>(
  random: Random,
  works: { turn: Turn; run(): Promise<T> }[],
): Promise<(T | undefined)[]> {
  const group: Group = {
    running: works.length,
    waiting: [],
    next() {
      if (this.waiting.length === 0 || this.waiting.length < this.running) return
      this.waiting.sort((a, b) => a.number - b.number)
      const [chosen] = this.waiting.splice(Math.floor(random() * this.waiting.length), 1)
      chosen?.go()
    },
  }
  const each = works.map(({ turn, run }, number) =>
    current.run({ turn, group, number }, async () => {
      try {
        const result = await run()
        return turn.crashed ? undefined : result
      } catch (error) {
        if (!turn.crashed) throw error
        return undefined
      } finally {
        group.running -= 1
        group.next()
      }
    }),
  )
  return Promise.all(each)
}

/** `db` as programs meet it that may be cut off. What nobody runs by `together` meets it as it is. */
export function crashing(db: D1Database): D1Database {
  const call = async <T>(plain: () => Promise<T>, broken?: () => Promise<unknown>): Promise<T> => {
    const mine = current.getStore()
    if (!mine) return plain()
    const { turn, group, number } = mine
    if (group.running > 1)
      await new Promise<void>((go) => {
        group.waiting.push({ number, go })
        group.next()
      })
    if (turn.crashed) throw new Error('cut off')
    if (broken) turn.calls += 1
    const here = broken && turn.crash?.call === turn.calls ? turn.crash.point : undefined
    if (here) turn.crashed = here
    if (here === 'during') await broken?.().catch(() => undefined)
    if (here === 'before' || here === 'during') throw new Error('cut off')
    const result = await plain()
    written += 1
    turn.last = written
    if (here === 'after') throw new Error('cut off')
    return result
  }
  type Bound = { real: D1PreparedStatement }
  const wrapped = (real: D1PreparedStatement): D1PreparedStatement => {
    const broken = () => db.batch([real, db.prepare(BROKEN)])
    const made = {
      real,
      bind: (...values: unknown[]) => wrapped(real.bind(...values)),
      all: () => call(() => real.all()),
      run: () => call(() => real.run(), broken),
      first: (column?: string) => call(() => (column === undefined ? real.first() : real.first(column))),
    }
    return made as unknown as D1PreparedStatement
  }
  const made = {
    prepare: (sql: string) => wrapped(db.prepare(sql)),
    batch: (statements: D1PreparedStatement[]) => {
      const reals = statements.map((each) => (each as unknown as Bound).real)
      return call(
        () => db.batch(reals),
        () => db.batch([...reals, db.prepare(BROKEN)]),
      )
    },
  }
  return made as unknown as D1Database
}

/** The program that runs now, if any. */
export function turnNow(): Turn | undefined {
  return current.getStore()?.turn
}
