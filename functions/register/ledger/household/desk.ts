/** /staff/records/{id}/assign: who of the village answers for the household, or nobody. */
import { Hono } from 'hono'
import type { App } from '#platform/context.ts'
import { idOf, one } from '#web/cursor.ts'
import { sent } from '#web/sent.ts'
import { after, again, allowed, staffAct } from '../acts/page.ts'
import { assign, assigneeOf } from '../store/household.ts'

export const household = new Hono<App>()

household.post(`${one}/assign`, ...allowed('assign'), async (c) => {
  const [seen, chosen] = [sent(c.var.raw, 'seen') || null, sent(c.var.raw, 'assignee') || null]
  const done = await assign(c.env.DB, await staffAct(c, 'assign', chosen ?? ''), seen, chosen)
  if (done) return after(c, done, 'assign')
  // Pressed twice, it stands as it was chosen; otherwise somebody was quicker, or who was chosen left the village.
  const now = await assigneeOf(c.env.DB, c.var.staff, idOf(c))
  if (now === chosen) return again(c, { result: 'assign' })
  const kept = { chosen: chosen ?? '' }
  return again(
    c,
    now === seen ? { result: 'nobody', status: 422, ...kept } : { result: 'changed', status: 409, ...kept },
  )
})
