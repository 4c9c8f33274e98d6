/** /my: what the holder of a receipt may do with their own record: open, correct, withdraw, copy, forget. */
import { Hono } from 'hono'
import { holderLine } from '#audit/line.ts'
import { questions } from '#forms/form.ts'
import type { App } from '#platform/context.ts'
import { formBody } from '#web/body.ts'
import { DAILY, deleteCookie, VISIT } from '#web/cookies.ts'
import { sent } from '#web/sent.ts'
import { forgetShown } from '#web/shown/browser.ts'
import { browserForgets } from '#web/typed-only.ts'
import { openAlerts } from '../submissions/store/signals.ts'
import { correction } from './correction.ts'
import { blankIn, passed, passFor, unlock } from './pass.ts'
import { formOf, show } from './record.ts'
import { withdraw } from './store/withdrawal.ts'

export const holder = new Hono<App>()
holder.route('/', correction)
holder.get('/forgotten', (c) => c.render({ page: 'done', what: 'forgotten' }))
holder.get('/*', (c, next) => (c.req.path === '/my/' ? next() : c.redirect('/my/')))

holder.post('/open', formBody, async (c) => {
  const { raw } = c.var
  const reference = sent(raw, 'reference')
  const blank = blankIn(raw)
  if (blank) return c.render({ page: 'door', status: 422, reference, blank })
  const opened = await unlock(c, reference, sent(raw, 'tail'))
  return c.render(
    opened ? await show(c, opened, 'masked', 'open', opened.tries) : { page: 'door', status: 403, reference },
  )
})

holder.post('/record', formBody, passed, async (c) => {
  return c.render(await show(c, c.var.opened, sent(c.var.raw, 'show') === 'all' ? 'all' : 'masked', 'open'))
})

holder.post('/copy', formBody, passed, async (c) => {
  const { form, answers, ...view } = await show(c, c.var.opened, 'all', 'copy')
  const inWords = questions(form).filter(([name]) => name in answers)
  c.header('content-disposition', 'attachment; filename="my-record.json"')
  return c.json({
    form: form.slug,
    version: view.version,
    notice: view.notice,
    reference: view.reference,
    receivedAt: new Date(view.receivedAt).toISOString(),
    changedAt: new Date(view.changedAt).toISOString(),
    answers,
    words: Object.fromEntries(inWords.map(([name, field]) => [field.label, field.show(answers[name])])),
  })
})

holder.post('/withdraw', formBody, passed, async (c) => {
  const { row } = c.var.opened
  if (sent(c.var.raw, 'sure') !== 'yes') {
    const [ringing] = await openAlerts(c.env.DB, [row.id])
    return c.render({
      ...{
        page: 'withdraw',
        form: formOf(row),
        pass: await passFor(c, row.id),
        village: row.village,
        aside: row.duplicate_of !== null,
      },
      ...(ringing && { rings: ringing.called ? 'called' : 'uncalled' }),
    })
  }
  await withdraw(c.env.DB, await holderLine(c, 'withdraw', row.id))
  forgetShown(c)
  browserForgets(c)
  return c.render({ page: 'done', what: 'withdrawn' })
})

holder.post('/forget', (c) => {
  for (const name of [VISIT, DAILY]) deleteCookie(c, name, { path: '/', secure: true })
  forgetShown(c)
  c.header('clear-site-data', '"cache", "cookies", "storage"')
  // Said at an address of its own, because nothing is left by which somebody could go back to an answer.
  return c.redirect('/my/forgotten', 303)
})
