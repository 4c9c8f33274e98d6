/** A phone of a family: opens the page, fills it in, sends it over a bad network until it hears an answer or gives up. */
import type { Raw } from '#forms/page.ts'
import type { CheckedInView, CheckInOutsideView, CheckInView } from '#protection/observation/view.ts'
import { type Answer, type Family, holds, receive, type Said, type Shown, standing } from './family.ts'
import { expected, seen, spoken } from './page.ts'
import { Broken } from './register.ts'
import { filled } from './saying.ts'
import type { Crash } from './turns.ts'
import { instantOf, type Place, same, shift } from './wall.ts'
import type { Answered, World } from './world.ts'

export interface Phone {
  family: Family
  address: string
  /** What it remembers, and until when. */
  cookie: string
  until: number
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const PAGES: Record<Answer, string> = {
  thanks: 'checked-in',
  stale: 'check-in',
  wrong: 'check-in',
  expired: 'check-in-door',
}

/** Opens the page at `time`, by number and tail or by what the phone remembers, and goes on from there. */
export function visit(world: World, phone: Phone, time: number, tries = 0): void {
  const { family, address, cookie } = phone
  const byPhone = cookie !== ''
  const again = () => {
    if (tries < 3) visit(world, phone, time + world.between(1, 8) * MINUTE, tries + 1)
  }
  if (world.chance(0.03)) {
    again()
    return
  }
  const lost = world.chance(0.03)
  const raw: Raw = byPhone ? {} : { reference: [family.reference], tail: [family.tail] }
  world.knock<Answered>(time, {
    crash: crashOf(world, 0.02, 2),
    run: () => world.post('/my/check-in', raw, address, cookie),
    settle(answer) {
      if (!answer || lost) {
        again()
        return
      }
      const { view } = answer
      if (byPhone && world.now >= phone.until) {
        if (view.page !== 'check-in-door') throw new Broken('a phone that should have forgotten still opens a record')
        phone.cookie = ''
        visit(world, phone, time + MINUTE, tries)
        return
      }
      const shown = look(world, family, view, byPhone)
      if (!shown || view.page !== 'check-in') return
      const late = view.pass && view.open.length > 0 && world.chance(0.3) ? world.one(view.open) : undefined
      if (late) {
        choose(world, phone, view.pass, late, time + MINUTE)
        return
      }
      // A page that is left open, over lunch or overnight.
      const pause = world.chance(0.06) ? world.between(HOUR, 26 * HOUR) : world.between(20_000, 5 * MINUTE)
      fill(world, phone, view, shown, time + pause)
    },
  })
}

/** Asks for an earlier slot that nobody reported. */
function choose(world: World, phone: Phone, pass: string, late: Place, time: number): void {
  const { family, address } = phone
  world.knock<Answered>(time, {
    run: () => world.post('/my/check-in', { pass: [pass], at: [`${late.day}.${late.slot}`] }, address),
    settle(answer) {
      if (!answer) return
      const shown = look(world, family, answer.view, false, late)
      if (shown && answer.view.page === 'check-in') fill(world, phone, answer.view, shown, time + MINUTE)
    },
  })
}

/** Holds the page that came against the page that must come. */
function look(world: World, family: Family, view: Answered['view'], byPhone: boolean, wanted?: Place) {
  if (view.page !== 'check-in' && view.page !== 'check-in-outside')
    throw new Broken(`${family.reference} was shown ${view.page} at ${spoken(world.now)}`)
  const right = expected(family, world.now, byPhone, wanted)
  const came = seen(view as CheckInView | CheckInOutsideView)
  if (JSON.stringify(came) !== JSON.stringify(right))
    throw new Broken(
      `at ${spoken(world.now)} the page of ${family.reference} says ${JSON.stringify(came)} and should say ${JSON.stringify(right)}`,
    )
  if (view.page !== 'check-in' || !right.place) return undefined
  const chosen = wanted !== undefined && same(right.place, wanted)
  return { leave: view.leave, issued: world.now, place: right.place, chosen }
}

function fill(world: World, phone: Phone, view: CheckInView, shown: Shown, time: number, depth = 0): void {
  const people = view.people.map(({ person }) => person)
  const { said, raw } = filled(world, phone.family, people, depth > 0)
  const remembering = view.mode === 'pass' && phone.cookie === '' && world.chance(0.1)
  const body = { ...raw, leave: [shown.leave], ...(remembering ? { remember: ['yes'] } : {}) }
  const mode = view.mode
  send(world, phone, { shown, said, body, mode, depth, heard: false }, time, 0)
}

interface Sending {
  shown: Shown
  said: Said
  body: Raw
  mode: CheckInView['mode']
  depth: number
  heard: boolean
}

/** Sends one body as the network will have it. */
function send(world: World, phone: Phone, sending: Sending, time: number, tries: number): void {
  const fate = world.random()
  const soon = time + world.between(1, 12) * MINUTE
  const again = () => {
    if (!sending.heard && tries < 4 && world.chance(0.85)) send(world, phone, sending, soon, tries + 1)
  }
  if (fate < 0.05) {
    again()
    return
  }
  if (fate < 0.1)
    deliver(world, phone, sending, time + world.one([0, 0, world.between(1, 300) * MINUTE]), () => undefined)
  // It waits somewhere, and overtakes nobody any more; the phone has asked again meanwhile.
  const delay = fate > 0.1 && fate < 0.16 ? world.between(MINUTE, 6 * HOUR) : 0
  if (delay) again()
  deliver(world, phone, sending, time + delay, again)
}

function deliver(world: World, phone: Phone, sending: Sending, time: number, unheard: () => void): void {
  const { family, address } = phone
  const { shown, said, body, mode } = sending
  const lost = world.chance(0.05)
  world.knock<Answered>(time, {
    crash: crashOf(world, 0.06, 1),
    run: () => world.post('/my/check-in/send', body, address, mode === 'phone' ? phone.cookie : ''),
    settle(answer, crashed) {
      world.touched.add(family)
      if (crashed === 'before' || crashed === 'during') return unheard()
      const right = receive(family, shown, said, world.now)
      if (!answer) return unheard()
      const { view } = answer
      if (view.page !== PAGES[right] && !(view.page === 'check-in-outside' && PAGES[right] === 'check-in'))
        throw new Broken(`at ${spoken(world.now)} ${family.reference} heard ${view.page} and should hear "${right}"`)
      if (view.page === 'checked-in') thanked(world, family, shown, said, view)
      const wanted = right === 'wrong' && shown.chosen ? shown.place : undefined
      const next = PAGES[right] === 'check-in' ? look(world, family, view, mode === 'phone', wanted) : undefined
      if (lost) return unheard()
      if (sending.heard) return
      sending.heard = true
      if (right === 'thanks' && body['remember']) remember(world, phone, answer.cookie)
      if (right === 'expired' && sending.depth < 2) visit(world, phone, time + MINUTE, 2)
      if (next && view.page === 'check-in' && sending.depth < 3)
        fill(world, phone, view, next, time + 2 * MINUTE, sending.depth + 1)
    },
  })
}

function remember(world: World, phone: Phone, cookie: string): void {
  const { family } = phone
  const lasts = Array.from({ length: family.size }, (_, person) => standing(family, person, world.now).last)
  phone.cookie = cookie
  phone.until = instantOf(shift(lasts.sort().at(-1) ?? '', 1), '00:00:00')
}

function thanked(world: World, family: Family, { place }: Shown, { entries }: Said, view: CheckedInView): void {
  const people = Array.from({ length: family.size }, (_, person) => ({
    person,
    ...standing(family, person, world.now),
  }))
    .filter(({ person, open }) => open || entries.some((each) => each.person === person))
    .map(({ person, first, last }) => {
      const entry = entries.find((each) => each.person === person)
      return { person, first, last, temperature: entry?.temperature }
    })
  const silent = people.filter(({ person }) => !holds(family, person, place)).map(({ person }) => person)
  const right = JSON.stringify({ place, people, silent })
  const came = JSON.stringify({
    place: view.place,
    people: view.people.map(({ person, first, last, temperature }) => ({ person, first, last, temperature })),
    silent: view.silent.map(({ person }) => person),
  })
  if (came !== right)
    throw new Broken(`at ${spoken(world.now)} ${family.reference} was thanked for ${came}, not ${right}`)
}

/** Where a request is cut off at one of its first `calls` to the database, if it is. */
export function crashOf(world: World, chance: number, calls: number): Crash | undefined {
  if (!world.chance(chance)) return undefined
  return { point: world.one(['before', 'during', 'after'] as const), call: 1 + Math.floor(world.random() * calls) }
}
