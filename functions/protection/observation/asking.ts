/** The page that asks: for whom, for which slot, and what stands beside. */
import type { Errors } from '#forms/form.ts'
import type { Raw } from '#forms/page.ts'
import { compared, daysBetween, type Slot, slotAt, slotsBetween, spanOf } from '#platform/calendar.ts'
import { addDays, dayAt, dayNamed } from '#platform/clock.ts'
import type { RequestContext } from '#platform/context.ts'
import { passFor } from '#register/holder/pass.ts'
import { sent } from '#web/sent.ts'
import { calledOf, familyOf, type Member, rule } from './family.ts'
import { type Mode, type PageToken, pageTokenFor } from './page-token.ts'
import type { Observed } from './store/check-in.ts'
import type { AskedPerson, CheckInOutsideView, CheckInView, Resting } from './view.ts'

/** What came with the request for the page. */
interface Want {
  mode: Mode
  /** An earlier slot. */
  place?: Slot | undefined
  raw?: Raw
  errors?: Errors
  rang?: boolean
  result?: NonNullable<CheckInView['result']>
  status?: NonNullable<CheckInView['status']>
}

/** The questions for the slot of the moment, or for an earlier one of the period; or why nobody can report now. */
export async function ask(
  c: RequestContext,
  observed: Observed,
  want: Want,
): Promise<CheckInView | CheckInOutsideView> {
  const { vault, now } = c.var
  const { row, reports } = observed
  const { mode } = want
  const said = { ...(want.rang && { rang: true }), village: row.village, aside: row.duplicate_of !== null }
  const family = await familyOf(vault, observed, now)
  const pass = mode === 'pass' ? await passFor(c, row.id) : ''
  const resting = family.filter(({ standing }) => !standing.open).map(restingOf)
  const here = slotAt(rule, now)
  const wanted = want.place
  const result = want.result ?? (wanted && refused(family, wanted, here))
  const place = wanted && !refused(family, wanted, here) ? wanted : here
  const people = family.filter((member) => takes(member, place))
  const [first] = people
  if (!first) {
    const planned = resting.some(({ state }) => state === 'planned')
    const why = family.length === 0 ? 'other-form' : planned ? 'planned' : 'over'
    return { page: 'check-in-outside', why, people: resting, pass, ...said }
  }
  const chosen = place !== here
  const reported = (person: number, at: Slot) =>
    reports.find((each) => each.person === person && compared(each, at) === 0)
  const each = people.map((member): AskedPerson => {
    const before = reports.filter(
      ({ person, day }) => person === member.person && day >= addDays(place.day, -1) && day <= place.day,
    )
    const values = before.flatMap(({ day, slot, temperature }) =>
      temperature === null ? [] : [{ day, slot, temperature }],
    )
    return {
      ...calledOf(member),
      again: reported(member.person, place) !== undefined,
      before: mode === 'pass' ? values : [],
    }
  })
  const recent = slotsBetween(rule, addDays(here.day, -1), here.day).filter(
    (each) => compared(each, here) < 0 && compared(each, place) !== 0,
  )
  const open = recent.filter((at) =>
    family.some((member) => takes(member, at) && member.standing.period.first < at.day && !reported(member.person, at)),
  )
  const { period } = first.standing
  return {
    page: 'check-in',
    leave: await pageTokenFor(vault, {
      id: row.id,
      issued: now,
      mode,
      village: row.village,
      people: people.map(({ person }) => person),
      place,
      chosen,
      revision: reports.length === 0 ? row.revision : 0,
    }),
    mode,
    pass,
    place,
    today: dayAt(now),
    dayNumber: daysBetween(period.first, place.day),
    days: daysBetween(period.first, period.last),
    late: now >= spanOf(rule, place).due,
    people: each,
    resting,
    open,
    raw: want.raw ?? {},
    errors: want.errors ?? {},
    draft: (await vault.sign('draft', row.id, place.day, String(place.slot))).slice(0, 12),
    ...said,
    ...(result ? { result } : {}),
    status: want.status ?? (result === 'future' || result === 'outside' ? 422 : 200),
  }
}

/** The page as it was sent, where the database is away: nothing typed is lost, and it can be sent again. */
export function pageAsSent({ people, place, mode, village }: PageToken, raw: Raw): CheckInView {
  const names = raw['who'] ?? []
  return {
    page: 'check-in',
    leave: sent(raw, 'leave'),
    mode,
    pass: '',
    place,
    today: place.day,
    dayNumber: 0,
    days: 0,
    late: false,
    people: people.map((person, i) => ({ person, name: names[i] ?? '', relation: '', again: false, before: [] })),
    resting: [],
    open: [],
    raw,
    errors: {},
    draft: '',
    result: 'away',
    village,
    status: 503,
  }
}

/** The slot that a button names, `2026-11-22.0`. */
export function slotNamed(text: string): Slot | undefined {
  const [, said = '', slot] = /^(.{10})\.(\d)$/.exec(text) ?? []
  const day = dayNamed(said)
  return day && slot && Number(slot) < rule.slots.length ? { day, slot: Number(slot) } : undefined
}

// Of nobody's period, or not begun yet.
function refused(family: Member[], place: Slot, here: Slot): 'future' | 'outside' | undefined {
  if (compared(place, here) > 0) return 'future'
  return family.some((member) => takes(member, place)) ? undefined : 'outside'
}

function takes({ standing: { open, period } }: Member, { day }: Slot): boolean {
  return open && day >= period.first && day <= period.last
}

function restingOf({ standing: { state, period }, ...member }: Member): Resting {
  return { ...calledOf(member), state, first: period.first, last: period.last }
}
