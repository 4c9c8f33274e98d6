/** Leave to correct one record at the desk: it is seen in full for that, which is noted and counted as every reveal is. */
import type { MiddlewareHandler } from 'hono'
import type { RequestContext, With } from '#platform/context.ts'
import type { OpenedRecord } from '#register/holder/pass.ts'
import { correctable } from '#register/holder/store/correction.ts'
import type { OwnRecord } from '#register/holder/store/record.ts'
import { unseal } from '#register/submissions/contents.ts'
import type { StaffVars } from '#staff/door.ts'
import type { FormVars } from '#web/body.ts'
import { idOf } from '#web/cursor.ts'
import { sent } from '#web/sent.ts'
import { again, staffAct } from '../acts/page.ts'
import { reveal, revealedUntilIn } from '../reveal.ts'
import { readAudited } from '../store/acts.ts'

// As long as a page of answers is accepted, see token.ts.
const LEAVE_MS = 24 * 3_600_000

/** Behind `opening`: the record, in the clear, and the leave that its pages carry. */
export interface CorrectingVars extends StaffVars, FormVars {
  opened: OpenedRecord<OwnRecord>
  pass: string
}

/** Middleware: the record of the address in `c.var.opened`, by the leave of the page that was sent or by a reveal of its own; otherwise its masked page, and why. */
export const opening: MiddlewareHandler<With<CorrectingVars>> = async (c, next) => {
  const known = await isOurs(c, sent(c.var.raw, 'pass'))
  if (!known && !(await noted(c))) return again(c, { result: 'quota', status: 429 })
  const row = await correctable(c.env.DB, c.var.staff, idOf(c))
  if (!row?.sealed) return again(c, { result: 'changed', status: 409 })
  c.set('opened', { row, contents: await unseal(c.var.vault, row.id, row.village, row.sealed) })
  c.set('pass', known ? sent(c.var.raw, 'pass') : await passFor(c))
  return next()
}

// Of a record that is revealed now it is no other look; of any other it counts.
async function noted(c: RequestContext<StaffVars & FormVars>): Promise<boolean> {
  const revealed = await revealedUntilIn(c, idOf(c))
  const found = revealed
    ? await readAudited(c.env.DB, await staffAct(c, 'reveal', 'correct'))
    : await reveal(c, idOf(c), 'correct')
  return found !== undefined
}

async function passFor({ var: { vault, staff, now }, req }: RequestContext<StaffVars>): Promise<string> {
  const until = (now + LEAVE_MS).toString(36)
  return `${until}.${await vault.sign('correcting', staff.id, req.param('id') ?? '', until)}`
}

async function isOurs({ var: { vault, staff, now }, req }: RequestContext<StaffVars>, pass: string): Promise<boolean> {
  const [, until, signature] = /^([0-9a-z]{1,9})\.([\w-]{43})$/.exec(pass) ?? []
  if (!until || !signature || Number.parseInt(until, 36) < now) return false
  return vault.verify(signature, 'correcting', staff.id, req.param('id') ?? '', until)
}
