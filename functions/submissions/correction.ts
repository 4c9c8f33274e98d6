/** /my/correct, check and keep: the same journey once more, on a record that stands. */
import { type Context, Hono } from 'hono'
import type { App } from '../app.ts'
import { flatten } from '../forms/page.ts'
import { away, formBody } from '../guards.ts'
import { noteLook } from '../staff/store.ts'
import type { Way } from '../view.ts'
import { sealed } from './keep.ts'
import { openedBy, passed, passFor } from './pass.ts'
import { formOf, show } from './record.ts'
import * as store from './store.ts'
import { readToken } from './token.ts'
import { ask, look } from './visitor.ts'

export const correction = new Hono<App>()

correction.post('/correct', formBody, passed, async (c) => {
  const { row, contents } = c.var.opened
  await noteLook(c.env.DB, c.var.now, 'holder', 'open', row.id, [])
  const way = await wayOf(c, row, row.revision)
  return c.render({ page: 'questions', way, raw: flatten(way.form, contents.answers), errors: {} })
})

correction.post('/check', formBody, passed, async (c) => {
  const way = await wayOf(c, c.var.opened.row, seenOf(c, c.var.opened.row))
  const asked = ask(way, c.var.raw, c.var.now)
  return c.render('answers' in asked ? await look(c, way, asked.answers) : asked)
})

correction.post('/keep', formBody, passed, async (c) => {
  const { row, contents } = c.var.opened
  const seen = seenOf(c, row)
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
  } catch (error) {
    away(c, error)
    return c.render({ page: 'check', way, answers: asked.answers, token, again: 'away', status: 503 })
  }
})

/** The pages of a correction carry the pass and the revision that was looked at. */
async function wayOf(c: Context<App>, row: store.Submission, seen: number): Promise<Way> {
  const hidden = { pass: await passFor(c, row.id), seen: String(seen) }
  return { form: formOf(row), check: '/my/check', keep: '/my/keep', purpose: ['record', row.id, String(seen)], hidden }
}

// A page that lost the field is held against the record as it stands.
function seenOf(c: Context<App>, row: store.Submission): number {
  return Number(c.var.raw['seen']?.[0]) || row.revision
}
