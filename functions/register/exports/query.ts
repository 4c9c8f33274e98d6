/** What somebody wants to take out: which villages, form and stage, which days, lines or counts, as which kind of file. */
import type { Stage } from '#forms/exported.ts'
import { fieldsOf } from '#forms/form.ts'
import { forms } from '#forms/index.ts'
import { readDay } from '#forms/kinds/date.ts'
import type { Raw } from '#forms/page.ts'
import type { Day } from '#platform/clock.ts'
import type { Staff } from '#platform/principal.ts'
import { sent } from '#web/sent.ts'
import { villagesFor } from '../ledger/filter.ts'

export interface ExportQuery {
  villages: string[]
  form: string
  /** Empty: every one. */
  stage: Stage | ''
  /** First and last day of arrival; empty: open. A form that asks for no arrival has neither. */
  from: Day
  to: Day
  what: 'list' | 'counts'
  format: 'xlsx' | 'csv'
}

export const stages = ['registered', 'verified', 'closed'] as const

/** What the page offers before anything was chosen. */
export function offered(staff: Staff): ExportQuery {
  const [form = ''] = Object.keys(forms)
  return { villages: villagesFor(staff), form, stage: '', from: '', to: '', what: 'list', format: 'xlsx' }
}

/** What was asked for, within the villages that are theirs; `wrong` where it would be guessed at. */
export function readExportQuery(raw: Raw, staff: Staff, today: Day): ExportQuery & { wrong?: 'villages' | 'days' } {
  const said = (name: string) => sent(raw, name).trim()
  const one = <T extends string>(known: readonly T[], name: string) => known.find((each) => each === said(name))
  const usual = offered(staff)
  const own = usual.villages
  const chosen = own.length > 1 ? own.filter((village) => raw['villages']?.includes(village)) : own
  const form = one(Object.keys(forms), 'form') ?? usual.form
  const arrives = Boolean(forms[form] && fieldsOf(forms[form])['arrival'])
  const [from, to] = ['from', 'to'].map((name) => (arrives && said(name) ? readDay(said(name), today) : ''))
  const asked: ExportQuery = {
    villages: chosen,
    form,
    stage: one(stages, 'stage') ?? '',
    from: from ?? '',
    to: to ?? '',
    what: one(['list', 'counts'] as const, 'what') ?? usual.what,
    format: one(['xlsx', 'csv'] as const, 'format') ?? usual.format,
  }
  if (chosen.length === 0) return { ...asked, wrong: 'villages' }
  if (from === undefined || to === undefined || (from && to && from > to)) return { ...asked, wrong: 'days' }
  return asked
}
