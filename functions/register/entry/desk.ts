/** /staff/entry: for people without a phone. The same form with a cadre beside them, and lists on paper. */
import { Hono } from 'hono'
import { fieldsOf } from '#forms/form.ts'
import { forms } from '#forms/index.ts'
import type { Raw } from '#forms/page.ts'
import { onlyIn } from '#forms/sheet.ts'
import type { Way } from '#forms/way.ts'
import type { App, RequestContext } from '#platform/context.ts'
import type { StaffVars } from '#staff/door.ts'
import { fromOurPage, staffOnly } from '#staff/door.ts'
import { formBody } from '#web/body.ts'
import { villagesFor } from '../ledger/filter.ts'
import { look, settle } from '../submissions/journey.ts'
import { keepAnswers } from '../submissions/keep.ts'
import { enteredAs } from './copy.ts'
import { paper } from './paper.ts'
import type { EntryDoneView } from './view.ts'

export const entry = new Hono<App>()
entry.use(fromOurPage)

entry.get('/', staffOnly('proxy'), (c) => c.render({ page: 'entry-home', staff: c.var.staff }))
entry.route('/', paper)

entry.get('/:form', staffOnly('proxy'), (c) => {
  const way = wayOf(c)
  return way ? c.render({ page: 'questions', way, raw: presetOf(way), errors: {} }) : c.notFound()
})
// What only a form may post to, reloaded: the questions.
entry.get('/:form/:step{check|keep}', (c) => c.redirect(`/staff/entry/${encodeURIComponent(c.req.param('form'))}`))

entry.post('/:form/check', staffOnly('proxy'), formBody, async (c) => {
  const way = wayOf(c)
  return way ? c.render(await look(c, way)) : c.notFound()
})

entry.post('/:form/keep', staffOnly('proxy'), formBody, async (c) => {
  const way = wayOf(c)
  if (!way) return c.notFound()
  const { staff, vault, now } = c.var
  const origin = { actor: staff.id, act: 'enter-for', source: 'proxy' } as const
  const view = await settle(c, way, async (answers, key): Promise<EntryDoneView> => {
    const kept = await keepAnswers(c.env.DB, vault, way.form, answers, key, now, origin)
    return { page: 'entry-done', staff, form: way.form, entered: [enteredAs(way.form, kept, answers)] }
  })
  return c.render(view)
})

/** The way of a form that this member of the staff fills in for somebody, in a village of theirs. */
function wayOf(c: RequestContext<StaffVars>): Way | undefined {
  const { staff } = c.var
  const form = forms[c.req.param('form') ?? '']
  const here = `/staff/entry/${form?.slug}`
  const purpose = ['entry', staff.id, form?.slug ?? '']
  const rule = form && onlyIn(form, villagesFor(staff))
  return form && { form, check: `${here}/check`, keep: `${here}/keep`, purpose, hidden: {}, staff, rule }
}

/** What is known before anybody asks: that the desk fills it in, and the village where it can be but one. */
function presetOf({ form, staff }: Way): Raw {
  const raw: Raw = Object.fromEntries(Object.entries(form.atDesk ?? {}).map(([name, value]) => [name, [value]]))
  const [village, ...others] = staff ? villagesFor(staff) : []
  const home = Object.entries(fieldsOf(form)).find(([, { fields = {} }]) => 'village' in fields)?.[0]
  return village && others.length === 0 ? { ...raw, [`${home}.village`]: [village] } : raw
}
