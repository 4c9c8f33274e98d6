/** /staff/exports: a file to take out, of masked lines or of counts; noted in the audit before a byte of it leaves. */
import { Hono } from 'hono'
import { lineOf } from '#audit/line.ts'
import { noteRead } from '#audit/store.ts'
import { heads, markOf } from '#forms/exported.ts'
import { forms } from '#forms/index.ts'
import { township } from '#forms/township.ts'
import { dayAt } from '#platform/clock.ts'
import type { App, RequestContext } from '#platform/context.ts'
import type { StaffVars } from '#staff/door.ts'
import { fromOurPage, staffOnly } from '#staff/door.ts'
import { formBody } from '#web/body.ts'
import { villagesFor } from '../ledger/filter.ts'
import { list } from '../ledger/store/list.ts'
import { fileName, files } from './files.ts'
import { type ExportQuery, offered, readExportQuery, stages } from './query.ts'
import { type OpenedRow, opened, tableOf } from './rows.ts'
import * as store from './store.ts'
import type { Cell } from './table.ts'
import type { ExportsView } from './view.ts'

/** Most lines of one file, and how many are read at a time. */
const MOST_ROWS = 2000
const PAGE_ROWS = 500

export const exporting = new Hono<App>()
exporting.use(fromOurPage)

exporting.get('/', staffOnly('export'), (c) => c.render(pageOf(c, offered(c.var.staff))))

exporting.post('/', staffOnly('export'), formBody, async (c) => {
  const { staff, raw, now } = c.var
  const { wrong, ...asked } = readExportQuery(raw, staff, dayAt(now))
  if (wrong) return c.render({ ...pageOf(c, asked), wrong, status: 422 })
  const { table, cut } = asked.what === 'counts' ? await countsOf(c, asked) : await linesOf(c, asked)
  const rows = table.rows.length
  const origin = { ...asked, ...staff, villages: asked.villages, form: forms[asked.form]?.title ?? '', at: now, rows }
  const { write, type } = files[asked.format]
  const file = write({ ...table, mark: markOf({ ...origin, cut: cut ? rows : undefined }, asked.what === 'list') })
  await noteRead(c.env.DB, await lineOf(c, 'export', '', detailOf(asked, rows)))
  const name = fileName([asked.form, asked.what, dayAt(now)], asked.format, cut ? rows : undefined)
  return c.body(file, 200, { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` })
})

function pageOf({ var: { staff } }: RequestContext<StaffVars>, asked: ExportQuery): ExportsView {
  return { page: 'exports', staff, villages: villagesFor(staff), asked, most: MOST_ROWS }
}

/** How many and of what: `213 lines xlsx returnee verified liuxi dawan 2026-11-01..`. */
function detailOf({ what, format, form, stage, villages, from, to }: ExportQuery, rows: number): string {
  const days = from || to ? ` ${from}..${to}` : ''
  return `${rows} ${what === 'list' ? 'lines' : 'counts'} ${format} ${form} ${stage || 'all'} ${villages.join(' ')}${days}`
}

/** Masked lines in the order of the ledger, village by village; `cut` where there are more than fit. */
async function linesOf(c: RequestContext<StaffVars>, asked: ExportQuery) {
  const form = forms[asked.form]
  if (!form) throw new Error(`no form ${asked.form}`)
  const records: OpenedRow[] = []
  for (const village of asked.villages) {
    for (const stage of asked.stage ? [asked.stage] : stages) {
      const filter = { ...asked, village, stage, source: '', calls: '', mark: '', whose: '' } as const
      for (let after: Parameters<typeof list>[3]; records.length <= MOST_ROWS; ) {
        const rows = await list(c.env.DB, c.var.staff, filter, after, PAGE_ROWS)
        records.push(...(await opened(c.var.vault, rows)))
        const last = rows.at(-1)
        if (!last || rows.length < PAGE_ROWS) break
        after = { arrival: last.arrival, receivedAt: last.received_at, id: last.id }
      }
    }
  }
  return { table: tableOf(form, records.slice(0, MOST_ROWS)), cut: records.length > MOST_ROWS }
}

/** A row for each village, those without anybody too, and one for all of them. */
async function countsOf(c: RequestContext<StaffVars>, asked: ExportQuery) {
  const counted = await store.counts(c.env.DB, c.var.staff, asked)
  const row = (name: string, of: store.Counted[]): Cell[] => {
    const sum = (which: store.Counted[], key: 'records' | 'people') => which.reduce((n, each) => n + each[key], 0)
    const byStage = stages.map((stage) =>
      sum(
        of.filter((each) => each.stage === stage),
        'records',
      ),
    )
    return [name, ...byStage, sum(of, 'records'), sum(of, 'people')]
  }
  const villages = asked.villages.map((slug) =>
    row(
      township.villages[slug]?.name ?? slug,
      counted.filter(({ village }) => village === slug),
    ),
  )
  const rows = villages.length > 1 ? [...villages, row(heads.total, counted)] : villages
  return { table: { title: forms[asked.form]?.title ?? '', heads: heads.counts, rows }, cut: false }
}
