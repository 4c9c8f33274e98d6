/** One world: its clock, its queue of events, its database, and whoever knocks at the app at a moment. */
import { jsonApp } from '#cli/in-process-client.ts'
import { seeded } from '#cli/sample/seeded.ts'
import type { Raw } from '#forms/page.ts'
import type { App } from '#platform/context.ts'
import { openVault, type Vault } from '#platform/vault.ts'
import type { View } from '#view.ts'
import type { Family } from './family.ts'
import { type Crash, crashing, type Random, type Turn, together, turnNow } from './turns.ts'
import { instantOf, shift } from './wall.ts'

/** Something that runs against the app at a moment, perhaps beside others of the same moment, and may be cut off. */
export interface Program<T> {
  crash?: Crash | undefined
  run(): Promise<T>
  /** In the order of what was written; `result` is nothing where it was cut off at `crashed`. */
  settle(result: T | undefined, crashed: Crash['point'] | undefined): void
}

/** What an answer is made of. */
export interface Answered {
  view: View
  cookie: string
}

type Event = { time: number; number: number } & ({ action: () => Promise<void> } | { program: Program<unknown> })

const origin = 'http://localhost'

export class World {
  readonly random: Random
  readonly start: number
  readonly end: number
  readonly db: D1Database
  readonly env: App['Bindings']
  vault: Vault
  /** How far the server's clock is off. */
  offset = 0
  /** The latest that it ever showed. */
  latest = 0
  requests = 0
  /** Families of whom something may have been written since somebody last looked. */
  readonly touched = new Set<Family>()
  readonly #queue: Event[] = []
  #time = 0
  #number = 0

  private constructor(seed: number, db: D1Database, vault: Vault, secrets: ReturnType<typeof secretsOf>) {
    this.random = seeded(seed)
    const first = this.one(['2027-02-20', '2028-02-18', '2026-12-20', '2027-06-01'])
    this.start = instantOf(shift(first, Math.floor(this.random() * 10)), '00:00:00')
    this.end = this.start + DAYS * 86_400_000
    this.db = db
    this.vault = vault
    this.env = { ...secrets, DB: crashing(db), SEARCH_BUILD: 'none' }
    this.#time = this.start
    Date.now = () => this.now
    seedBytes(seeded(seed + 1))
  }

  static async of(seed: number, db: D1Database): Promise<World> {
    const secrets = secretsOf(seed)
    return new World(seed, db, await openVault(secrets), secrets)
  }

  /** By the server's clock. */
  get now(): number {
    return this.#time + this.offset
  }

  /** As it is; no clock shows it. */
  get time(): number {
    return this.#time
  }

  one<T>(of: readonly T[]): T {
    return of[Math.floor(this.random() * of.length)] as T
  }

  chance(of: number): boolean {
    return this.random() < of
  }

  /** From `from` to `to`, whole milliseconds. */
  between(from: number, to: number): number {
    return from + Math.floor(this.random() * (to - from))
  }

  /** Does something before the world begins. */
  async earlier(time: number, action: () => Promise<void>): Promise<void> {
    this.#time = time
    await action()
    this.#time = this.start
  }

  at(time: number, action: () => Promise<void>): void {
    this.#push({ time, number: ++this.#number, action })
  }

  knock<T>(time: number, program: Program<T>): void {
    this.#push({ time, number: ++this.#number, program: program as Program<unknown> })
  }

  /** Lets everything happen, in order; `after` is called after each moment at which somebody knocked. */
  async run(after: () => Promise<void>): Promise<void> {
    for (let event = this.#next(); event; event = this.#next()) {
      this.#time = Math.max(this.#time, event.time)
      this.latest = Math.max(this.latest, this.now)
      if ('action' in event) {
        await event.action()
        continue
      }
      const programs = [event.program]
      const { time } = event
      for (let other = this.#queue[0]; other && other.time === time && 'program' in other; other = this.#queue[0]) {
        programs.push(other.program)
        this.#queue.shift()
      }
      await this.#meet(programs)
      await after()
    }
  }

  /** Sends a form as a browser does, from a device whose own clock is a year wrong. */
  async post(path: string, raw: Raw, address: string, cookie = ''): Promise<Answered> {
    this.requests += 1
    const body = new URLSearchParams(Object.entries(raw).flatMap(([name, all]) => all.map((each) => [name, each])))
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'cf-connecting-ip': address,
      date: new Date(this.now - 365 * 86_400_000).toUTCString(),
      ...{ origin, cookie },
    }
    const answer = await jsonApp.request(
      `${origin}${path}`,
      { method: 'POST', body: body.toString(), headers },
      this.env,
    )
    const set = answer.headers.getSetCookie().map((line) => line.split(';')[0])
    return { view: (await answer.json()) as View, cookie: set.join('; ') }
  }

  /** The same of a program's request. */
  async api(path: string, json: unknown, key: string): Promise<Response> {
    const headers = { 'content-type': 'application/json', 'idempotency-key': key }
    return jsonApp.request(`${origin}${path}`, { method: 'POST', body: JSON.stringify(json), headers }, this.env)
  }

  async #meet(programs: Program<unknown>[]): Promise<void> {
    const works = programs.map((program) => {
      const turn: Turn = { random: seeded(this.between(1, 2 ** 31)), crash: program.crash, calls: 0, last: 0 }
      return { turn, run: () => program.run(), program }
    })
    const results = await together(this.random, works)
    const settled = works.map(({ turn, program }, i) => ({ turn, program, result: results[i] }))
    for (const { turn, program, result } of settled.sort((a, b) => (a.turn.last || 1e12) - (b.turn.last || 1e12)))
      program.settle(result, turn.crashed)
  }

  #push(event: Event): void {
    if (event.time >= this.end) return
    const place = this.#queue.findIndex((other) => other.time > event.time)
    if (place < 0) this.#queue.push(event)
    else this.#queue.splice(place, 0, event)
  }

  #next(): Event | undefined {
    return this.#queue.shift()
  }
}

export const DAYS = 20

function secretsOf(seed: number) {
  const key = (n: number) =>
    btoa(String.fromCharCode(...Array.from({ length: 32 }, (_, i) => (seed * 31 + n * 7 + i) % 256)))
  return { SEAL_KEYS: `1:${key(1)}`, INDEX_KEY: key(2), TOKEN_KEY: key(3) }
}

// Keys and numbers follow from the seed, each program's from its own.
function seedBytes(random: Random): void {
  const fill = <T extends ArrayBufferView | null>(array: T): T => {
    if (array === null) return array
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
    const from = turnNow()?.random ?? random
    for (let i = 0; i < bytes.length; i++) bytes[i] = Math.floor(from() * 256)
    return array
  }
  crypto.getRandomValues = fill as typeof crypto.getRandomValues
}
