/** /staff/checkpoint/backlog: a paper list, a few lines at once; what is right is noted, the rest comes back to be put right. */
import { Hono } from 'hono'
import { lineOf } from '#audit/line.ts'
import { noteRead } from '#audit/store.ts'
import { said } from '#forms/checkpoint.ts'
import { withoutOdd } from '#forms/typed.ts'
import { dayAt } from '#platform/clock.ts'
import type { App, RequestContext } from '#platform/context.ts'
import { randomText } from '#platform/vault.ts'
import type { StaffVars } from '#staff/door.ts'
import { staffOnly } from '#staff/door.ts'
import type { FormVars } from '#web/body.ts'
import { formBody } from '#web/body.ts'
import { backlogDays, readEntry, readMoment } from './entry.ts'
import { sought } from './party.ts'
import { isFever, passingOf } from './passing.ts'
import * as store from './store.ts'
import type { BacklogView, PaperLine } from './view.ts'

const LINES = 6
const LONGEST = 40

export const backlog = new Hono<App>()

backlog.get('/', staffOnly('checkpoint'), (c) => show(c))

backlog.post('/', staffOnly('checkpoint'), formBody, async (c) => {
  const { raw, now, staff } = c.var
  const key = raw['key']?.[0] ?? ''
  const lines = linesIn(c).filter(({ reference, time, temperature }) => reference || time || temperature)
  if (lines.length === 0 || !/^[\w-]{22}$/.test(key)) return show(c, { lines })
  const { within, found } = await sought(
    c,
    lines.map(({ reference }) => reference),
  )
  if (!within) return show(c, { lines, result: 'quota', status: 429 })
  const passings: store.Passing[] = []
  const fevers: string[] = []
  for (const [i, line] of lines.entries()) {
    const { errors } = line
    const record = found[i]
    const [entry, passedAt] = [readEntry(line, errors), readMoment(line, now, errors)]
    if (!record) errors['reference'] = said.reference
    if (!record || Object.keys(errors).length > 0) continue
    const id = (await c.var.vault.sign('checkpoint-line', key, String(line.n))).slice(0, 22)
    passings.push(await passingOf(c, { id, submission: record.id, entry, passedAt, source: 'paper' }))
    if (isFever(entry)) fevers.push(line.reference.replace(/\D/g, '').slice(-4))
  }
  const misses = lines.filter(({ errors }) => errors['reference']).length
  if (misses > 0) await noteRead(c.env.DB, await lineOf(c, 'search', '', '0 reference'))
  if (passings.length > 0) await store.keep(c.env.DB, staff, passings)
  const wrong = lines.filter(({ errors }) => Object.keys(errors).length > 0)
  return show(c, { lines: wrong, noted: passings.length, fevers, status: wrong.length > 0 ? 422 : 200 })
})

/** The page with these lines first, and blank ones after them. */
function show(c: RequestContext<StaffVars>, aside: Partial<BacklogView> = {}) {
  const days = backlogDays(c.var.now)
  const lines = Array.from({ length: LINES }, (_, n): PaperLine => {
    const line = aside.lines?.[n]
    if (line) return { ...line, n }
    const blank = { reference: '', time: '', direction: '', temperature: '' }
    return { n, ...blank, day: dayAt(c.var.now), unmeasured: false, errors: {} }
  })
  const page = { page: 'checkpoint-backlog', staff: c.var.staff, noted: 0, fevers: [] } as const
  return c.render({ ...page, ...aside, key: randomText(16), days, lines } as BacklogView)
}

function linesIn(c: RequestContext<FormVars>): PaperLine[] {
  const { raw, now } = c.var
  return Array.from({ length: LINES }, (_, n) => {
    const typed = (name: string) =>
      withoutOdd(raw[`${n}.${name}`]?.[0] ?? '')
        .slice(0, LONGEST)
        .trim()
    return {
      n,
      reference: typed('reference'),
      day: typed('day') || dayAt(now),
      time: typed('time'),
      direction: typed('direction'),
      temperature: typed('temperature'),
      unmeasured: typed('unmeasured') === 'yes',
      errors: {},
    }
  })
}
