/** /my: what the holder of a receipt may do with their own record: open, correct, withdraw, copy, forget. */
import { type Context, Hono } from 'hono'
import { deleteCookie } from 'hono/cookie'
import type { App } from '../app.ts'
import { type Form, questions } from '../forms/form.ts'
import { forms } from '../forms/index.ts'
import { flatten } from '../forms/page.ts'
import { digits } from '../forms/typed.ts'
import { formBody } from '../guards.ts'
import { type Act, noteLook } from '../staff/store.ts'
import type { RecordView, Way } from '../view.ts'
import { sealed } from './keep.ts'
import { type Opened, openedBy, passed, passFor, unlock } from './pass.ts'
import * as store from './store.ts'
import { readToken } from './token.ts'
import { ask, look, VISIT } from './visitor.ts'

export const holder = new Hono<App>()
holder.get('/*', (c, next) => (c.req.path === '/my/' ? next() : c.redirect('/my/')))

holder.post('/open', formBody, async (c) => {
  const reference = c.var.raw['reference']?.[0] ?? ''
  const opened = await unlock(c, digits(reference), digits(c.var.raw['tail']?.[0] ?? ''))
  return c.render(
    opened ? await show(c, opened, 'masked', 'open', opened.tries) : { page: 'door', status: 403, reference },
  )
})

holder.post('/record', formBody, passed, async (c) => {
  return c.render(await show(c, c.var.opened, c.var.raw['show']?.[0] === 'all' ? 'all' : 'masked', 'open'))
})

holder.post('/copy', formBody, passed, async (c) => {
  const { form, reference, version, notice, answers, receivedAt, changedAt } = await show(
    c,
    c.var.opened,
    'all',
    'copy',
  )
  const inWords = questions(form).filter(([name]) => name in answers)
  c.header('content-disposition', 'attachment; filename="my-record.json"')
  return c.json({
    form: form.slug,
    version,
    notice,
    reference,
    receivedAt: new Date(receivedAt).toISOString(),
    changedAt: new Date(changedAt).toISOString(),
    answers,
    words: Object.fromEntries(inWords.map(([name, field]) => [field.label, field.show(answers[name])])),
  })
})

holder.post('/correct', formBody, passed, async (c) => {
  const { row, contents } = c.var.opened
  await noteLook(c.env.DB, c.var.now, 'holder', 'open', row.id, [])
  const way = await wayOf(c, row, row.revision)
  return c.render({ page: 'questions', way, raw: flatten(way.form, contents.answers), errors: {} })
})

holder.post('/check', formBody, passed, async (c) => {
  const way = await wayOf(c, c.var.opened.row, seenOf(c))
  const asked = ask(way, c.var.raw, c.var.now)
  return c.render('answers' in asked ? await look(c, way, asked.answers) : asked)
})

holder.post('/keep', formBody, passed, async (c) => {
  const { row, contents } = c.var.opened
  const seen = seenOf(c)
  const way = await wayOf(c, row, seen)
  const asked = ask(way, c.var.raw, c.var.now)
  if (!('answers' in asked)) return c.render(asked)
  const token = c.var.raw['token']?.[0] ?? ''
  const key = await readToken(c.var.vault, token, way.purpose, asked.answers, c.var.now)
  if (!key) return c.render({ ...(await look(c, way, asked.answers)), again: 'look' })
  try {
    const change = await sealed(c.var.vault, way.form, row.id, contents.reference, asked.answers)
    if (!(await store.correct(c.env.DB, { ...change, seen, token: key }, c.var.now))) {
      const now = await wayOf(c, row, row.revision)
      return c.render({ ...(await look(c, now, asked.answers)), again: 'changed', status: 409 })
    }
    const opened = (await openedBy(c, way.hidden['pass'] ?? '')) ?? c.var.opened
    return c.render({ ...(await show(c, opened, 'masked', 'open')), corrected: true })
  } catch {
    c.header('retry-after', '60')
    return c.render({ page: 'check', way, answers: asked.answers, token, again: 'away', status: 503 })
  }
})

holder.post('/withdraw', formBody, passed, async (c) => {
  const { row } = c.var.opened
  if (c.var.raw['sure']?.[0] !== 'yes') {
    return c.render({ page: 'withdraw', form: formOf(row), pass: await passFor(c, row.id), village: row.village })
  }
  await store.withdraw(c.env.DB, row.id, c.var.now)
  return c.render({ page: 'done', what: 'withdrawn' })
})

holder.post('/forget', (c) => {
  deleteCookie(c, VISIT, { path: '/', secure: true })
  c.header('clear-site-data', '"cache", "cookies", "storage"')
  return c.render({ page: 'done', what: 'forgotten' })
})

/** The record as a page, noted in its history before anything leaves; a try that succeeded is not counted as a guess. */
async function show(
  c: Context<App>,
  { row, contents }: Opened,
  shown: 'masked' | 'all',
  act: Act,
  tries: string[] = [],
): Promise<RecordView> {
  const events = await noteLook(c.env.DB, c.var.now, 'holder', act, row.id, tries)
  const { village, received_at: receivedAt, changed_at: changedAt } = row
  return {
    page: 'record',
    form: formOf(row),
    pass: await passFor(c, row.id),
    ...contents,
    village,
    receivedAt,
    changedAt,
    events,
    shown,
  }
}

/** The pages of a correction carry the pass and the revision that was looked at. */
async function wayOf(c: Context<App>, row: store.Submission, seen: number): Promise<Way> {
  const hidden = { pass: await passFor(c, row.id), seen: String(seen) }
  return { form: formOf(row), check: '/my/check', keep: '/my/keep', purpose: ['record', row.id, String(seen)], hidden }
}

function seenOf(c: Context<App>): number {
  return Number(c.var.raw['seen']?.[0])
}

function formOf(row: store.Submission): Form {
  const form = forms[row.form]
  if (!form) throw new Error(`no form ${row.form}`)
  return form
}
