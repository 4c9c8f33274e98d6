/** /my/papers and /my/paper: what the holder of a record prints for themselves and their family. */
import { Hono } from 'hono'
import { holderLine, write } from '#audit/line.ts'
import { noteRead } from '#audit/store.ts'
import type { App, RequestContext } from '#platform/context.ts'
import type { RecordVars } from '#register/holder/pass.ts'
import { passed, passFor } from '#register/holder/pass.ts'
import { formBody } from '#web/body.ts'
import { sent } from '#web/sent.ts'
import { choices, paperOf } from './making.ts'
import * as store from './store.ts'
import { kinds } from './term.ts'
import type { OwnCertificatesView } from './view.ts'

export const papers = new Hono<App>()

papers.post('/papers', formBody, passed, async (c) => list(c, await own(c)))

papers.post('/paper', formBody, passed, async (c) => {
  const { vault, raw, now, opened } = c.var
  const look = await own(c)
  const kind = kinds.find((each) => each === sent(raw, 'kind'))
  const person = Number(sent(raw, 'person') || Number.NaN)
  // While the clinic has not looked at a fever, nobody is released by pressing a button.
  if (kind === 'release' && look.alarmed.includes(person)) return list(c, look, { result: 'alarmed', status: 409 })
  const record = opened.row.id
  const line = await write(vault, { at: now, actor: 'holder', act: 'certify', record, detail: kind ?? '' })
  const paper = kind && (await paperOf(c.env.DB, vault, look, { kind, person }, line))
  if (!paper) return list(c, look, { result: await whyNot(c, look, kind, person), status: 409 })
  return c.render({ page: 'certificate', paper, pass: await passFor(c, record) })
})

/** A release waits for the desk where the days are over; what else is not there comes too early. */
async function whyNot(c: RequestContext, look: store.Look, kind: string | undefined, person: number) {
  const people = kind === 'release' ? await choices(c.var.vault, look, c.var.now) : []
  return people.some((each) => each.person === person && each.undecided) ? 'undecided' : 'early'
}

async function own(c: RequestContext<RecordVars>): Promise<store.Look> {
  const { look } = await store.find(c.env.DB, 'holder', c.var.opened.row.id, [], c.var.now)
  if (!look) throw new Error('a record that is not there')
  return look
}

async function list(
  c: RequestContext,
  look: store.Look,
  result: Pick<OwnCertificatesView, 'result' | 'status'> = {},
): Promise<Response> {
  const { id, village, vouched } = look.row
  await noteRead(c.env.DB, await holderLine(c, 'open', id))
  const people = (await choices(c.var.vault, look, c.var.now)).map((each) => ({
    ...each,
    papers: each.papers.filter((kind) => kind !== 'release' || !each.undecided),
  }))
  const shown = { pass: await passFor(c, id), village, people, checked: vouched === 1 }
  return c.render({ page: 'own-certificates', ...shown, aside: look.row.duplicate_of !== null, ...result })
}
