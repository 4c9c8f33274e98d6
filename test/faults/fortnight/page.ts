/** The page that a family must be shown, told a second time: for whom, for which slot, and what stands beside. */
import type { CheckInOutsideView, CheckInView } from '#protection/observation/view.ts'
import { type Family, holds, standing } from './family.ts'
import { apart, before, dueOf, type Place, same, shift, slotAt, wallAt } from './wall.ts'

/** What is compared of a page. */
interface Page {
  page: 'check-in' | 'check-in-outside'
  why?: string
  place?: Place
  late?: boolean
  days?: [number: number, of: number]
  people?: { person: number; again: boolean; before: [string, number, number][] }[]
  resting: { person: number; state: string; first: string; last: string }[]
  open?: Place[]
}

/** The page at `now`; `phone` where it may only report, `wanted` where an earlier slot was asked for. */
export function expected(family: Family, now: number, phone: boolean, wanted?: Place): Page {
  const here = slotAt(now)
  const all = Array.from({ length: family.size }, (_, person) => ({ person, ...standing(family, person, now) }))
  const takes = (each: (typeof all)[number], { day }: Place) => each.open && day >= each.first && day <= each.last
  const place = wanted && !before(here, wanted) && all.some((each) => takes(each, wanted)) ? wanted : here
  const people = all.filter((each) => takes(each, place))
  const resting = all
    .filter(({ open }) => !open)
    .map(({ person, state, first, last }) => ({ person, state, first, last }))
  const [one] = people
  if (!one)
    return { page: 'check-in-outside', why: all.some(({ state }) => state === 'planned') ? 'planned' : 'over', resting }
  const yesterday = shift(here.day, -1)
  const lately = [yesterday, here.day].flatMap((day) => [0, 1].map((slot) => ({ day, slot })))
  return {
    page: 'check-in',
    place,
    late: now >= dueOf(place),
    days: [apart(one.first, place.day), apart(one.first, one.last)],
    people: people.map(({ person }) => ({
      person,
      again: holds(family, person, place) !== undefined,
      before: phone ? [] : valuesOf(family, person, place.day),
    })),
    resting,
    open: lately.filter(
      (at) =>
        before(at, here) &&
        !same(at, place) &&
        all.some((each) => takes(each, at) && each.first < at.day && !holds(family, each.person, at)),
    ),
  }
}

/** The same of the page that was shown. */
export function seen(view: CheckInView | CheckInOutsideView): Page {
  if (view.page === 'check-in-outside') return { page: view.page, why: view.why, resting: view.people.map(restingOf) }
  return {
    page: 'check-in',
    place: view.place,
    late: view.late,
    days: [view.dayNumber, view.days],
    people: view.people.map(({ person, again, before: values }) => ({
      person,
      again,
      before: values.map(({ day, slot, temperature }) => [day, slot, temperature]),
    })),
    resting: view.resting.map(restingOf),
    open: view.open,
  }
}

function restingOf({ person, state, first, last }: CheckInView['resting'][number]): Page['resting'][number] {
  return { person, state, first, last }
}

// Of yesterday and today, in order; of each slot the last.
function valuesOf(family: Family, person: number, day: string): [string, number, number][] {
  const places = [shift(day, -1), day].flatMap((each) => [0, 1].map((slot) => ({ day: each, slot })))
  return places.flatMap((place): [string, number, number][] => {
    const value = holds(family, person, place)?.temperature ?? null
    return value === null ? [] : [[place.day, place.slot, value]]
  })
}

/** Of a moment, for people who read what went wrong. */
export function spoken(instant: number): string {
  const { day, time } = wallAt(instant)
  return `${day} ${time}.${String(((instant % 1000) + 1000) % 1000).padStart(3, '0')}`
}
