/** /staff/certificates/{record}: the papers of a household, made by who may make them. */
import { Hono } from 'hono'
import { lineOf } from '#audit/line.ts'
import { noteRead } from '#audit/store.ts'
import type { App, RequestContext } from '#platform/context.ts'
import { may } from '#platform/roles.ts'
import type { StaffVars } from '#staff/door.ts'
import { fromOurPage, staffOnly } from '#staff/door.ts'
import type { FormVars } from '#web/body.ts'
import { formBody } from '#web/body.ts'
import { idOf, one } from '#web/cursor.ts'
import { sent } from '#web/sent.ts'
import { choices, paperOf } from './making.ts'
import * as store from './store.ts'
import { type CertificateKind, kinds } from './term.ts'
import type { CertificatesView } from './view.ts'

const HOUR_MS = 3_600_000
// A paper bears a full name, so there is an end to how many one person prints: a village's bus of returnees, and more.
const MOST = 120

export const certificates = new Hono<App>()
certificates.use(fromOurPage)

certificates.get(one, staffOnly('ledger'), async (c) => list(c))
// What only a form may post to, reloaded: the list.
certificates.get(`${one}/:kind{notice|release}`, (c) => c.redirect(`/staff/certificates/${c.req.param('id')}`))

for (const kind of kinds) {
  certificates.post(`${one}/${kind}`, staffOnly(kind), formBody, async (c) => print(c, kind))
}

async function print(c: RequestContext<StaffVars & FormVars>, kind: CertificateKind): Promise<Response> {
  const { vault, staff, now, raw } = c.var
  const id = idOf(c)
  const limit = { key: await vault.sign('papers', staff.id), most: MOST, windowMs: HOUR_MS }
  const { look, within } = await store.find(c.env.DB, staff, id, [limit], now)
  if (!look) return c.notFound()
  if (!within) return list(c, { result: 'quota', status: 429 })
  const asked = { kind, person: Number(sent(raw, 'person') || Number.NaN) }
  const paper = await paperOf(c.env.DB, vault, look, asked, await lineOf(c, 'certify', id, kind))
  if (!paper) return list(c, { result: 'early', status: 409 })
  return c.render({ page: 'certificate', paper, back: `/staff/certificates/${id}` })
}

/** Who can have which paper: those that this member of the staff may make. */
async function list(
  c: RequestContext<StaffVars>,
  aside: Pick<CertificatesView, 'result' | 'status'> = {},
): Promise<Response> {
  const { vault, staff, now } = c.var
  const id = idOf(c)
  const { look } = await store.find(c.env.DB, staff, id, [], now)
  if (!look) return c.notFound()
  await noteRead(c.env.DB, await lineOf(c, 'look', id))
  const people = (await choices(vault, look, now)).map((person) => ({
    ...person,
    papers: person.papers.filter((kind) => may(staff.role, kind)),
  }))
  return c.render({ page: 'certificates', staff, id, people, checked: look.row.vouched === 1, ...aside })
}
