/** /staff/: the first page of the desk, what waits now; each number leads to the list that shows exactly these records. */
import { Hono } from 'hono'
import { books } from '#books/index.ts'
import { counted } from '#books/store/waiting.ts'
import { type Form, fieldsOf } from '#forms/form.ts'
import { forms } from '#forms/index.ts'
import { addDays, type Day, dayAt } from '#platform/clock.ts'
import type { App } from '#platform/context.ts'
import type { Staff } from '#platform/principal.ts'
import { may, type Permission } from '#platform/roles.ts'
import { waitingFor } from '#protection/alerts/counts.ts'
import { watchOf } from '#protection/watch/board/counts.ts'
import { addressOf, type Filter, readFilter, villagesFor } from '#register/ledger/filter.ts'
import { endingSoon } from '#retention/desk.ts'
import { staffOnly } from '#staff/door.ts'
import { alarmsFor } from './alarms.ts'
import * as store from './store.ts'
import type { TodayView, WaitingList, What } from './view.ts'

// Days of arrival have no counter, as it would be one more row written with every registration.
const MOST_COUNTED = 30
// In a book.
const MOST_WAITING = 100

export const today = new Hono<App>()

today.get('/', staffOnly(), async (c) => {
  const { staff, now } = c.var
  const day = dayAt(now)
  const can = (permission: Permission) => may(staff.role, permission)
  const [forms, written, alarms, alerts, ending, watch] = await Promise.all([
    can('ledger') ? waits(c.env.DB, staff, day) : [],
    waitsIn(c.env.DB, staff, day),
    alarmsFor(c.env.DB, c.var.vault, staff, now),
    can('ledger') ? waitingFor(c.env.DB, staff, now) : undefined,
    can('ledger') ? endingSoon(c.env.DB, staff, day) : undefined,
    can('ledger') ? watchOf(c.env.DB, staff, now) : undefined,
  ])
  return c.render({
    ...{ page: 'today', staff, day, now, alarms, forms, books: written },
    ...(alerts && { alerts: alerts.counts }),
    ...(ending && { ending }),
    ...(watch && { watch }),
  })
})

/** What waits in each book that they work through, counted up to a bound. */
async function waitsIn(db: D1Database, staff: Staff, day: Day): Promise<TodayView['books']> {
  const theirs = books.filter(({ reads, steps }) => may(staff.role, reads) && Object.keys(steps).length > 0)
  const counts = await Promise.all(theirs.map((book) => counted(db, staff, book, day, MOST_WAITING + 1)))
  return counts.map(({ waiting, ...rest }, index) => {
    const { slug = '', title = '' } = theirs[index] ?? {}
    return { slug, title, ...rest, waiting: Math.min(waiting, MOST_WAITING), more: waiting > MOST_WAITING }
  })
}

async function waits(db: D1Database, staff: Staff, day: Day): Promise<TodayView['forms']> {
  const lists = listsFor(staff, day)
  const { tallies, lengths } = await store.waiting(
    db,
    staff,
    lists.map(({ filter }) => filter),
    MOST_COUNTED + 1,
  )
  const plain = readFilter({}, staff)
  const villages = villagesFor(staff)

  const kept = (what: 'registered' | 'unreached' | 'verified', filter: Filter): WaitingList => {
    const stages: string[] = what === 'registered' ? ['registered', 'unreached'] : [what]
    const here = tallies.filter(
      ({ form, village, stage }) =>
        form === filter.form && (!filter.village || village === filter.village) && stages.includes(stage),
    )
    const more: Partial<Filter> = what === 'unreached' ? { calls: 'unreached' } : { stage: what }
    const href = addressOf({ ...filter, ...more })
    return { what, count: here.reduce((sum, { count }) => sum + count, 0), more: false, href }
  }

  return ledgered().map(({ slug: form }) => {
    const filter = { ...plain, form }
    const bounded = lists.flatMap((list, i): WaitingList[] => {
      const length = lengths[i] ?? 0
      const count = Math.min(length, MOST_COUNTED)
      return list.filter.form === form
        ? [{ what: list.what, count, more: length > MOST_COUNTED, href: addressOf(list.filter) }]
        : []
    })
    // Who verifies is told what is to be verified; a clinic, who comes home.
    const steps = may(staff.role, 'verify') ? (['registered', 'unreached', 'verified'] as const) : []
    const each = (filter: Filter) => steps.map((what) => kept(what, filter))
    const [first, ...rest] = each(filter)
    return {
      form,
      waits: [...(first ? [first] : []), ...bounded, ...rest],
      villages:
        villages.length > 1 ? villages.map((village) => ({ village, waits: each({ ...filter, village }) })) : [],
    }
  })
}

/** What the ledger works through; what waits in a book stands with the books. */
function ledgered(): Form[] {
  return Object.values(forms).filter(({ begins }) => begins === undefined)
}

/** The lists whose length is counted anew, and no further than `MOST_COUNTED`. */
function listsFor(staff: Staff, day: Day): { what: What; filter: Filter }[] {
  const plain = readFilter({}, staff)
  const own = staff.role === 'village'
  return ledgered().flatMap((form) => {
    if (!('arrival' in fieldsOf(form))) return []
    const on = (date: Day): Filter => ({ ...plain, form: form.slug, stage: 'open', from: date, to: date })
    return [
      { what: 'today', filter: on(day) },
      { what: 'tomorrow', filter: on(addDays(day, 1)) },
      ...(own
        ? [
            {
              what: 'mine' as const,
              filter: { ...plain, form: form.slug, stage: 'open' as const, whose: 'mine' as const },
            },
          ]
        : []),
    ]
  })
}
