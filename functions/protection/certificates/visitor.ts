/** /verify: anybody with a paper in their hand asks whether it holds. */
import { Hono } from 'hono'
import { write } from '#audit/line.ts'
import { noteRead } from '#audit/store.ts'
import type { App, RequestContext } from '#platform/context.ts'
import { readCode } from '#staff/code.ts'
import { neighbourhood } from '#web/address.ts'
import { formBody } from '#web/body.ts'
import { sent } from '#web/sent.ts'
import { isTrue } from './making.ts'
import { peopleOf } from './people.ts'
import * as store from './store.ts'
import type { VerifiedView } from './view.ts'

const HOUR_MS = 3_600_000
// Right and wrong ones alike, from one neighbourhood of addresses: a gate checks two a minute, and carriers put a village behind one.
const MOST = 120

export const verify = new Hono<App>()

// The form itself is a static page.
verify.get('/', (c) => c.redirect('/verify/'))
verify.post('/', formBody, async (c) => {
  const typed = sent(c.var.raw, 'code')
  const code = readCode(typed)
  if (!code) return c.render({ page: 'verified', incomplete: typed })
  const paper = await checked(c, code)
  return c.render({ page: 'verified', ...(paper && { paper }) })
})

/** What the paper of this code says, if it holds; noted in the history of its record before it leaves. */
async function checked(c: RequestContext, read: string): Promise<VerifiedView['paper']> {
  const { vault, now } = c.var
  const from = neighbourhood(c)
  const limit = { key: await vault.sign('verify', from), most: MOST, windowMs: HOUR_MS }
  const code = await vault.index('certificate', read)
  const { within, paper, row, changes } = await store.sought(c.env.DB, code, limit, now)
  if (!within || !paper || !row) return undefined
  const people = await peopleOf(vault, { row, changes }, now)
  const member = people.find(({ person }) => person === paper.person)
  if (!member || !(await isTrue(vault, paper, { row, changes }, member))) return undefined
  const { kind, first, last } = paper
  const line = await write(vault, { at: now, actor: 'public', act: 'certificate-check', record: row.id, detail: kind })
  await noteRead(c.env.DB, line)
  return { kind, first, last, name: member.name, village: row.village, checked: row.vouched === 1 }
}
