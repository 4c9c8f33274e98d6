/** /api: the same check and the same keeping, for programs. */
import { Hono } from 'hono'
import { check } from '#forms/check.ts'
import { forms } from '#forms/index.ts'
import { callNow, isUrgent } from '#forms/signals.ts'
import { notAnswers } from '#forms/spoken.ts'
import { township } from '#forms/township.ts'
import { dayAt } from '#platform/clock.ts'
import type { App } from '#platform/context.ts'
import { randomText } from '#platform/vault.ts'
import { jsonBody } from '#web/body.ts'
import { keepAnswers } from './keep.ts'
import { openapi } from './openapi.ts'
import { answers as databaseAnswers } from './store/submission.ts'

export const api = new Hono<App>()

api.get('/openapi.json', (c) => c.json(openapi({ today: dayAt(c.var.now) })))

api.get('/health', async (c) => {
  const well = await databaseAnswers(c.env.DB).catch(() => false)
  return c.json({ ok: well }, well ? 200 : 503)
})

api.post('/forms/:form', jsonBody, async (c) => {
  const form = forms[c.req.param('form')]
  if (!form) return c.json({ error: 'unknown-form' }, 404)
  const sent = c.req.header('idempotency-key') ?? randomText(16)
  if (!/^[\w-]{16,64}$/.test(sent))
    return c.json({ errors: { 'Idempotency-Key': '16 to 64 letters, digits, - or _' } }, 422)
  const said = c.var.json
  if (typeof said !== 'object' || said === null || Array.isArray(said))
    return c.json({ errors: { '': notAnswers } }, 422)
  const { answers, errors } = check(form, said, { today: dayAt(c.var.now) })
  if (!answers) return c.json({ errors }, 422)
  const token = await c.var.vault.sign('api', form.slug, sent)
  const kept = await keepAnswers(c.env.DB, c.var.vault, form, answers, token, c.var.now)
  if (!kept) return c.json({ error: 'withdrawn' }, 410)
  if (JSON.stringify(kept.sent) !== JSON.stringify(answers)) {
    return c.json({ errors: { 'Idempotency-Key': 'was used for other answers' } }, 422)
  }
  const { name, phone } = township.contacts.clinic
  // As the receipt of a page begins.
  const call = isUrgent(form, answers) && { call: { say: callNow, name, phone } }
  return c.json({ reference: kept.reference, ...call }, 201)
})

api.all('/forms/:form', (c) => {
  if (!forms[c.req.param('form')]) return c.json({ error: 'unknown-form' }, 404)
  return c.json({ error: 'only-post' }, 405, { allow: 'POST' })
})

api.all('/*', (c) => c.json({ error: 'not-found' }, 404))
