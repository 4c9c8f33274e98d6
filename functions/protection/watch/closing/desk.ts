/** /staff/watch/closing: whose last day it is, and who was not visited since. */
import { Hono } from 'hono'
import { lineOf } from '#audit/line.ts'
import { noteRead } from '#audit/store.ts'
import { type Day, dayAt } from '#platform/clock.ts'
import type { App } from '#platform/context.ts'
import { villagesFor } from '#register/ledger/filter.ts'
import { linesOf, type MaskedLine } from '#register/ledger/masked.ts'
import { staffOnly } from '#staff/door.ts'
import { cursor, parts } from '#web/cursor.ts'
import { readWhose } from '../chase/list.ts'
import { settle } from '../settling.ts'
import * as store from './store.ts'

/** A household that waits for the visit since `closes`. */
export interface ClosingLine extends MaskedLine {
  closes: Day
}

const PAGE_ROWS = 50

const closingCursor = cursor({ closes: parts.day, id: parts.id })

export const closing = new Hono<App>()

closing.get('/closing', staffOnly('ledger'), async (c) => {
  const { staff, vault, now } = c.var
  await settle(c.env.DB, now)
  const waiting = await store.waiting(c.env.DB, villagesFor(staff), dayAt(now))
  const { village } = readWhose(c.req.query(), staff, waiting)
  const after = closingCursor.read(c.req.query('after')) ?? { closes: '', id: '' }
  const rows = await store.closing(c.env.DB, staff, village, dayAt(now), after, PAGE_ROWS + 1)
  const shown = rows.slice(0, PAGE_ROWS)
  const lines = (await linesOf(vault, shown)).map((line, i) => ({ ...line, closes: shown[i]?.closes ?? '' }))
  await noteRead(c.env.DB, await lineOf(c, 'list', '', `${lines.length} ${village} closing`))
  const last = rows.length > PAGE_ROWS ? lines.at(-1) : undefined
  const next = last && `/staff/watch/closing?${new URLSearchParams({ village, after: closingCursor.write(last) })}`
  const page = {
    page: 'watch-closing',
    staff,
    villages: villagesFor(staff),
    village,
    waiting,
    most: store.MOST_WAITING,
    today: dayAt(now),
    lines,
  } as const
  return c.render(next ? { ...page, next } : page)
})
