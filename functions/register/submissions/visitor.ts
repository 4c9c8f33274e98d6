/** /forms/:form: check, keep, thank. The questions themselves are a static page. */
import { Hono } from 'hono'
import type { Form } from '#forms/form.ts'
import { formRouteOf } from '#forms/form-route.ts'
import { forms } from '#forms/index.ts'
import { isUrgent } from '#forms/signals.ts'
import { township } from '#forms/township.ts'
import { addDays } from '#platform/clock.ts'
import type { App } from '#platform/context.ts'
import { formBody } from '#web/body.ts'
import { deleteCookie, VISIT } from '#web/cookies.ts'
import { browserMayKeep } from '#web/typed-only.ts'
import { look, settle } from './journey.ts'
import { type Kept, keepAnswers } from './keep.ts'
import { keptUntil, plainLast } from './kept-until.ts'
import type { DoneView, ReceiptView } from './view.ts'

export const visitor = new Hono<App>()

// Somebody reloads or follows an address that only a form may post to: the form itself helps them on.
visitor.get('/:form/:step{check|keep}', (c) => c.redirect(`/forms/${encodeURIComponent(c.req.param('form'))}/`))

visitor.post('/:form/check', formBody, async (c) => {
  const form = forms[c.req.param('form')]
  if (!form) return c.notFound()
  browserMayKeep(c)
  return c.render(await look(c, formRouteOf(form)))
})

visitor.post('/:form/keep', formBody, async (c) => {
  const form = forms[c.req.param('form')]
  if (!form) return c.notFound()
  const view = await settle(c, formRouteOf(form), async (answers, key): Promise<ReceiptView | DoneView> => {
    const kept = await keepAnswers(c.env.DB, c.var.vault, form, answers, key, c.var.now)
    // The same may be asked of a book again, another day; a registration is one.
    if (form.begins) deleteCookie(c, VISIT, { path: '/', secure: true })
    return kept ? thank(form, kept) : { page: 'done', what: 'gone', status: 410 }
  })
  if (view.page === 'questions' || view.page === 'check') browserMayKeep(c)
  return c.render(view)
})

function thank(form: Form, { reference, answers, receivedAt }: Kept): ReceiptView {
  const arrival: unknown = answers['arrival']
  const { village } = form.about(answers)
  const last = plainLast({
    arrival: typeof arrival === 'string' ? arrival : '',
    changed_at: receivedAt,
    form: form.slug,
  })
  const said = { form, reference, receivedAt, village, urgent: isUrgent(form, answers) }
  const receipt = { page: 'receipt', ...said, keptUntil: keptUntil(last) } as const
  if (typeof arrival !== 'string') return receipt
  return { ...receipt, observation: { first: arrival, last: addDays(arrival, township.observation.days) } }
}
