/** /staff/checkpoint: is this number right, who comes with it, and that they went through. The paper list stands in backlog.ts. */
import { Hono } from 'hono'
import { lineOf } from '#audit/line.ts'
import { noteRead } from '#audit/store.ts'
import type { Errors } from '#forms/form.ts'
import type { App, RequestContext } from '#platform/context.ts'
import type { StaffVars } from '#staff/door.ts'
import { fromOurPage, staffOnly } from '#staff/door.ts'
import { formBody } from '#web/body.ts'
import { backlog } from './backlog.ts'
import { readEntry } from './entry.ts'
import { partyOf, recordIn, sought } from './party.ts'
import { isFever, passingOf } from './passing.ts'
import * as store from './store.ts'
import type { CheckpointView } from './view.ts'

export const checkpoint = new Hono<App>()
checkpoint.use(fromOurPage)
checkpoint.route('/backlog', backlog)

checkpoint.get('/', staffOnly('checkpoint'), (c) => show(c))
checkpoint.get('/pass', (c) => c.redirect('/staff/checkpoint'))

checkpoint.post('/', staffOnly('checkpoint'), formBody, async (c) => {
  const typed = c.var.raw['code']?.[0] ?? ''
  const { within, found } = await sought(c, [typed])
  if (!within) return show(c, { typed, result: 'quota', status: 429 })
  const party = found[0] && (await partyOf(c, found[0].id))
  if (party) return show(c, { party })
  await noteRead(c.env.DB, await lineOf(c, 'search', '', '0 reference'))
  return show(c, { typed, result: 'unknown', status: 422 })
})

checkpoint.post('/pass', staffOnly('checkpoint'), formBody, async (c) => {
  const { raw, now, staff } = c.var
  const id = await recordIn(c, raw['leave']?.[0] ?? '')
  const key = raw['key']?.[0] ?? ''
  const party = id && /^[\w-]{22}$/.test(key) && (await partyOf(c, id))
  if (!party) return show(c, { result: 'expired', status: 409 })
  const errors: Errors = {}
  const entry = readEntry(
    {
      direction: raw['direction']?.[0] ?? '',
      temperature: raw['temperature']?.[0] ?? '',
      unmeasured: raw['unmeasured']?.[0] === 'yes',
      reason: raw['reason']?.[0] ?? '',
    },
    errors,
    party.bound,
  )
  if (Object.keys(errors).length > 0) return show(c, { party: { ...party, key }, raw, errors, status: 422 })
  await store.keep(c.env.DB, staff, [
    await passingOf(c, { id: key, submission: id, entry, passedAt: now, source: 'now' }),
  ])
  return show(c, { noted: { ...entry, fever: isFever(entry), at: now } })
})

function show(c: RequestContext<StaffVars>, aside: Partial<CheckpointView> = {}) {
  return c.render({ page: 'checkpoint', staff: c.var.staff, typed: '', raw: {}, errors: {}, ...aside })
}
