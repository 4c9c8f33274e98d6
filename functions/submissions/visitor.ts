/** /forms/:form: ask, check, keep, thank. */
import { type Context, Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { App } from '../app.ts'
import { addDays, dayAt } from '../clock.ts'
import { check } from '../forms/check.ts'
import type { Answers, Form } from '../forms/form.ts'
import { forms } from '../forms/index.ts'
import { compact, type Raw, untangle, withoutRow, withRow } from '../forms/page.ts'
import { township } from '../forms/township.ts'
import { trap } from '../forms/trap.ts'
import { away, formBody } from '../guards.ts'
import { randomText } from '../vault.ts'
import type { CheckView, QuestionsView, Way } from '../view.ts'
import { type Kept, keepAnswers } from './keep.ts'
import { issue, readToken } from './token.ts'

export const visitor = new Hono<App>()

// Somebody reloads or follows an address that only a form may post to: the form itself helps them on.
visitor.get('/:form/:step{check|keep}', (c) => c.redirect(`/forms/${encodeURIComponent(c.req.param('form'))}/`))

visitor.post('/:form/check', formBody, async (c) => {
  const form = forms[c.req.param('form')]
  if (!form) return c.notFound()
  const way = wayOf(form)
  const asked = ask(way, c.var.raw, c.var.now)
  return c.render('answers' in asked ? await look(c, way, asked.answers) : asked)
})

visitor.post('/:form/keep', formBody, async (c) => {
  const form = forms[c.req.param('form')]
  if (!form) return c.notFound()
  const way = wayOf(form)
  const asked = ask(way, c.var.raw, c.var.now)
  if (!('answers' in asked)) return c.render(asked)
  const token = c.var.raw['token']?.[0] ?? ''
  const key = await readToken(c.var.vault, token, way.purpose, asked.answers, c.var.now)
  if (!key) return c.render({ ...(await look(c, way, asked.answers)), again: 'look' })
  try {
    const kept = await keepAnswers(c.env.DB, c.var.vault, form, asked.answers, key, c.var.now)
    return c.render(kept ? thank(form, kept) : { page: 'done', what: 'gone', status: 410 })
  } catch (error) {
    away(c, error)
    return c.render({ page: 'check', way, answers: asked.answers, token, again: 'away', status: 503 })
  }
})

/**
 * The answers where all are right; otherwise the questions again, with what is wrong, or with a row more or less
 * where that was the button.
 */
export function ask(way: Way, raw: Raw, now: number): QuestionsView | { answers: Answers } {
  const { form } = way
  const page = { page: 'questions', way, errors: {} } as const
  const [more, remove, edit] = [raw['more']?.[0], raw['remove']?.[0], raw['edit']?.[0]]
  if (more) return { ...page, raw: withRow(form, raw, more) }
  if (remove) return { ...page, raw: withoutRow(form, raw, remove) }
  const typed = compact(form, raw)
  if (edit) return { ...page, raw: typed }
  const { answers, errors } = check(form, untangle(form, typed), { today: dayAt(now) })
  const caught = raw[trap.name]?.[0] ? { [trap.name]: trap.sentence } : {}
  if (answers && !caught[trap.name]) return { answers }
  return { ...page, raw: typed, errors: { ...errors, ...caught }, status: 422 }
}

/** 请核对, with a token for just these answers. */
export async function look(c: Context<App>, way: Way, answers: Answers): Promise<CheckView> {
  const token = await issue(c.var.vault, way.purpose, answers, c.var.now, visitOf(c))
  return { page: 'check', way, answers, token }
}

/** The name of the cookie by which going back and sending again is noticed; it says nothing and ends with the browser. */
export const VISIT = '__Host-visit'

function visitOf(c: Context<App>): string {
  const known = getCookie(c, VISIT)
  const visit = known && /^[\w-]{22}$/.test(known) ? known : randomText(16)
  setCookie(c, VISIT, visit, { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' })
  return visit
}

function wayOf(form: Form): Way {
  return {
    form,
    check: `/forms/${form.slug}/check`,
    keep: `/forms/${form.slug}/keep`,
    purpose: [form.slug],
    hidden: {},
  }
}

function thank(form: Form, { reference, answers, receivedAt }: Kept) {
  const arrival: unknown = answers['arrival']
  return {
    page: 'receipt',
    form,
    reference,
    receivedAt,
    village: form.about(answers).village,
    ...(typeof arrival === 'string'
      ? { observation: { first: arrival, last: addDays(arrival, township.observation.days) } }
      : {}),
  } as const
}
