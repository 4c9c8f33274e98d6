/** /staff/watch/{id}/enter and visit: values that somebody at the desk enters for a family, and the closing visit. */
import { Hono } from 'hono'
import { lineOf } from '#audit/line.ts'
import { compared, type Slot, slotAt } from '#platform/calendar.ts'
import { addDays, dayAt } from '#platform/clock.ts'
import type { App, RequestContext } from '#platform/context.ts'
import { randomText } from '#platform/vault.ts'
import { slotNamed } from '#protection/observation/asking.ts'
import { type Read, readPage } from '#protection/observation/entry.ts'
import { calledOf, type Member, rule } from '#protection/observation/family.ts'
import { keep } from '#protection/observation/sending.ts'
import { allowed } from '#register/ledger/acts/page.ts'
import { unseal } from '#register/submissions/contents.ts'
import type { StaffVars } from '#staff/door.ts'
import type { FormVars } from '#web/body.ts'
import { idOf, one } from '#web/cursor.ts'
import { sent } from '#web/sent.ts'
import { closingOf, isDecided, lookAt, readSeen, seenIn, show, slotsOf, takes } from '../one/page.ts'
import { decide } from '../one/store.ts'
import type { WatchEntryView } from '../view.ts'

export const entry = new Hono<App>()

/** From the desk, with a form. */
type Sent = RequestContext<StaffVars & FormVars>
type Source = WatchEntryView['source']
type Looked = NonNullable<Awaited<ReturnType<typeof lookAt>>>

for (const [what, permission] of [
  ['entry', 'proxy'],
  ['visit', 'discharge'],
] as const) {
  entry.post(`${one}/${what}`, ...allowed(permission), async (c) => {
    const found = await lookAt(c)
    if (!found) return c.notFound()
    const key = sent(c.var.raw, 'key')
    if (isDecided(found, key)) return show(c, { result: 'closed' })
    const asked = askedOf(c, found, what)
    if (!asked) return show(c, { result: 'gone', status: 409 })
    const page = await pageOf(c, found, what, asked)
    if (!/^[\w-]{22}$/.test(key)) return c.render(page)
    const read = readPage(
      c.var.raw,
      asked.people.map(({ person }) => person),
    )
    const rings = read.entries.some((each) => each.rings)
    const wrong = Object.keys(read.errors).length > 0 || (what === 'visit' && read.silent.length > 0)
    const entries = wrong ? read.entries.filter((each) => each.rings) : read.entries
    // What rings is kept at once, though the rest is not right yet, or the family was corrected since the page was shown.
    const kept = entries.length > 0 && (await write(c, found, asked.place, key, { ...read, entries }, page.source))
    const { row } = kept || found
    const result = row.revision === shownTo(c) ? {} : ({ result: 'corrected' } as const)
    const again = { ...page, ...result, key, raw: c.var.raw }
    if (wrong) {
      const all = what === 'visit' && read.silent.length > 0 ? { well: 'all' } : {}
      return c.render({ ...again, errors: { ...read.errors, ...all }, status: 422 })
    }
    if (!kept) return c.notFound()
    if (again.result) return c.render({ ...again, status: 409 })
    if (rings) return show(c, { result: 'rang' })
    return what === 'entry' ? show(c, { result: 'kept' }) : close(c, found, asked.people, key)
  })
}

/** For which slot and about whom; nothing where that cannot be entered. */
function askedOf(
  c: RequestContext<FormVars>,
  found: Looked,
  what: 'entry' | 'visit',
): { place: Slot; people: Member[] } | undefined {
  const { now } = c.var
  const here = slotAt(rule, now)
  if (what === 'visit') {
    const people = closingOf(found, now)
    return people.length > 0 ? { place: here, people } : undefined
  }
  const named = sent(c.var.raw, 'at') ? slotNamed(sent(c.var.raw, 'at')) : slotsOf(found.family, now)[0]
  const place = named && slotsOf(found.family, now).find((each) => compared(each, named) === 0)
  return place && { place, people: found.family.filter((member) => takes(member, place)) }
}

async function pageOf(
  c: Sent,
  { row, reports, ...found }: Looked,
  what: 'entry' | 'visit',
  { place, people }: { place: Slot; people: Member[] },
): Promise<WatchEntryView> {
  const { reference } = await unseal(c.var.vault, row.id, row.village, row.sealed ?? [])
  const before = (person: number) =>
    reports.flatMap(({ day, slot, temperature, ...each }) =>
      each.person === person && temperature !== null && day >= addDays(place.day, -1) && day <= place.day
        ? [{ day, slot, temperature }]
        : [],
    )
  return {
    page: 'watch-entry',
    staff: c.var.staff,
    id: row.id,
    village: row.village,
    tail: reference.slice(-4),
    what,
    place,
    today: dayAt(c.var.now),
    source: sent(c.var.raw, 'source') === 'paper' ? 'paper' : 'proxy',
    people: people.map((member) => ({
      ...calledOf(member),
      again: reports.some((each) => each.person === member.person && compared(each, place) === 0),
      before: before(member.person),
    })),
    key: randomText(16),
    seen: seenIn({ row, reports, ...found }),
    raw: {},
    errors: {},
  }
}

async function write(c: Sent, { row }: Looked, place: Slot, key: string, read: Read, source: Source) {
  const leave = { id: row.id, key, place, village: row.village, revision: shownTo(c) }
  return keep(c, leave, read, { source, line: await lineOf(c, 'check-in', row.id, source) })
}

/** The revision of the record that was on the page; one that no record has, where the page does not say. */
function shownTo(c: RequestContext<FormVars>): number {
  return readSeen(sent(c.var.raw, 'seen')).revision || -1
}

/** All are well: whoever waited for the visit is done. */
async function close(c: Sent, { row, family }: Looked, people: Member[], id: string) {
  const { staff, vault } = c.var
  const sealed = await vault.seal(['observation_change', id, row.village], { reason: 'visit', words: '' })
  const closed = people.length === family.length ? [null] : people.map(({ person }) => person)
  const deciding = {
    id,
    kind: 'close',
    people: closed,
    day: '',
    village: row.village,
    sealed,
    seen: readSeen(sent(c.var.raw, 'seen')),
  } as const
  const done = await decide(
    c.env.DB,
    staff,
    { ...deciding, people: [...closed] },
    await lineOf(c, 'observe', idOf(c), 'close'),
  )
  return show(c, done === 'done' ? { result: 'closed' } : { result: 'changed', status: 409 })
}
