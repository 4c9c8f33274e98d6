/** /staff/entry: for people without a phone. The same form with a cadre beside them, and lists on paper. */
import { Hono } from 'hono'
import { fieldsOf } from '#forms/form.ts'
import type { FormRoute } from '#forms/form-route.ts'
import { forms } from '#forms/index.ts'
import type { Raw } from '#forms/page.ts'
import { onlyIn } from '#forms/sheet.ts'
import type { App, RequestContext } from '#platform/context.ts'
import type { StaffVars } from '#staff/door.ts'
import { fromOurPage, staffOnly } from '#staff/door.ts'
import { formBody } from '#web/body.ts'
import { villagesFor } from '../ledger/filter.ts'
import { look, settle } from '../submissions/journey.ts'
import { keepAnswers } from '../submissions/keep.ts'
import { enteredAs } from './copy.ts'
import { paper } from './paper.ts'
import { undo } from './undo.ts'
import type { EntryDoneView } from './view.ts'

export const entry = new Hono<App>()
entry.use(fromOurPage)

entry.get('/', staffOnly('proxy'), (c) => c.render({ page: 'entry-home', staff: c.var.staff }))
entry.route('/', paper)
entry.route('/', undo)

entry.get('/:form', staffOnly('proxy'), (c) => {
  const route = routeOf(c)
  return route ? c.render({ page: 'questions', route, raw: presetOf(route), errors: {} }) : c.notFound()
})
// What only a form may post to, reloaded: the questions.
entry.get('/:form/:step{check|keep}', (c) => c.redirect(`/staff/entry/${encodeURIComponent(c.req.param('form'))}`))

entry.post('/:form/check', staffOnly('proxy'), formBody, async (c) => {
  const route = routeOf(c)
  return route ? c.render(await look(c, route)) : c.notFound()
})

entry.post('/:form/keep', staffOnly('proxy'), formBody, async (c) => {
  const route = routeOf(c)
  if (!route) return c.notFound()
  const { staff, vault, now } = c.var
  const origin = { actor: staff.id, act: 'enter-for', source: 'proxy' } as const
  const view = await settle(c, route, async (answers, key): Promise<EntryDoneView> => {
    const kept = await keepAnswers(c.env.DB, vault, route.form, answers, key, now, origin)
    return { page: 'entry-done', staff, form: route.form, entered: [enteredAs(route.form, kept, answers)] }
  })
  return c.render(view)
})

/** The route of a form that this member of the staff fills in for somebody, in a village of theirs. */
function routeOf(c: RequestContext<StaffVars>): FormRoute | undefined {
  const { staff } = c.var
  const form = forms[c.req.param('form') ?? '']
  const here = `/staff/entry/${form?.slug}`
  const purpose = ['entry', staff.id, form?.slug ?? '']
  const rule = form && onlyIn(form, villagesFor(staff))
  return form && { form, check: `${here}/check`, keep: `${here}/keep`, purpose, hidden: {}, staff, rule }
}

/** What is known before anybody asks: that the desk fills it in, and the village where it can be but one. */
function presetOf({ form, staff }: FormRoute): Raw {
  const raw: Raw = Object.fromEntries(Object.entries(form.atDesk ?? {}).map(([name, value]) => [name, [value]]))
  const [village, ...others] = staff ? villagesFor(staff) : []
  const home = Object.entries(fieldsOf(form)).find(([, { fields = {} }]) => 'village' in fields)?.[0]
  return village && others.length === 0 ? { ...raw, [`${home}.village`]: [village] } : raw
}
