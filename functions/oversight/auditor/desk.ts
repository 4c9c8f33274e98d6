/** /staff/audit: for the auditor, who did what to which record, and whether the chain of blocks holds. No record is opened. */
import { Hono } from 'hono'
import { isAct } from '#audit/acts.ts'
import type { Kept } from '#audit/chain/block.ts'
import { GAP_MS } from '#audit/chain/closing.ts'
import { checked, lastBlock } from '#audit/chain/store.ts'
import { lineOf } from '#audit/line.ts'
import type { App, RequestContext } from '#platform/context.ts'
import { fromOurPage, staffOnly } from '#staff/door.ts'
import { addressOf, type Filter, readBefore, readFilter } from './filter.ts'
import * as store from './store.ts'
import type { AuditLine, AuditView, Chain, Who } from './view.ts'

const ID_SIGNS = 22
// So long without a block is no delay any more.
const STOP_MINUTES = 30

export const auditor = new Hono<App>()
auditor.use(fromOurPage)

auditor.get('/', staffOnly('audit'), async (c) => {
  const asked = readFilter(c.req.query())
  const filter = { ...asked, record: await wholeRecord(c, asked) }
  const line = await lineOf(c, 'audit', '', said(filter))
  const page = await store.linesBefore(c.env.DB, line, filter, readBefore(c.req.query('before')))
  const people = await peopleIn(c, page.lines, filter.actor)
  const view: AuditView = {
    page: 'audit',
    staff: c.var.staff,
    now: c.var.now,
    filter,
    lines: page.lines.map((kept) => told(kept, people)),
    chain: await chainOf(c.env.DB, c.var.now),
  }
  if (filter.actor) view.by = whoIs(filter.actor, people)
  if (page.next) view.next = addressOf(filter, page.next)
  return c.render(view)
})

auditor.get('/people', staffOnly('audit'), async (c) => {
  const rows = await store.everybody(c.env.DB, await lineOf(c, 'audit', '', 'people'))
  return c.render({
    page: 'audit-people',
    staff: c.var.staff,
    people: await Promise.all(rows.map((row) => named(c, row))),
  })
})

/** The whole id of a record of which somebody typed the beginning. */
async function wholeRecord(c: RequestContext, { record }: Filter): Promise<string> {
  if (!record || record.length === ID_SIGNS) return record
  return (await store.recordOf(c.env.DB, record)) ?? record
}

// Which lines were asked for, in the words of the filter.
function said({ actor, act, record }: Filter): string {
  return [actor && 'actor', act, record.slice(0, 8)].filter(Boolean).join(' ')
}

/** Whoever is in these lines, by every id that they have there. */
async function peopleIn(c: RequestContext, lines: Kept[], actor: string): Promise<Map<string, Who>> {
  const ids = new Set([
    actor,
    ...lines.flatMap(({ actor, act, record }) => (isAct(act, 'person') ? [actor, record] : [actor])),
  ])
  const rows = await store.peopleAmong(c.env.DB, [...ids].filter(Boolean))
  return new Map(await Promise.all(rows.map(async (row) => [row.key, await named(c, row)] as const)))
}

async function named(c: RequestContext, { id, role, name }: store.FormerStaff): Promise<Who> {
  return { id, role, name: String(await c.var.vault.open(['staff', id, ''], name)) }
}

function whoIs(id: string, people: Map<string, Who>): Who {
  return people.get(id) ?? { id }
}

function told({ at, actor, act, record, detail }: Kept, people: Map<string, Who>): AuditLine {
  const line = { at, who: whoIs(actor, people), act, detail }
  const whom = isAct(act, 'person') ? people.get(record) : undefined
  return whom ? { ...line, record: '', whom } : { ...line, record }
}

async function chainOf(db: D1Database, now: number): Promise<Chain> {
  const [last, lines, state] = await Promise.all([lastBlock(db), store.newest(db), checked(db)])
  const open = lines - (last?.last ?? 0)
  const stopped = open > 0 && now - (last?.at ?? now) > STOP_MINUTES * 60_000
  const chain = { open, checked: state, stopped, stopMinutes: STOP_MINUTES, everyMinutes: GAP_MS / 60_000 }
  return last ? { ...chain, last: { n: last.n, lines: last.last, at: last.at, head: last.head } } : chain
}
