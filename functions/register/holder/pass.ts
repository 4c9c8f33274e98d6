/** Who may open a record: the holder of its number and the phone's tail, and for half an hour after that of the page's pass. */
import type { MiddlewareHandler } from 'hono'
import { holderLine } from '#audit/line.ts'
import { forms } from '#forms/index.ts'
import type { Raw } from '#forms/page.ts'
import { onlyDigits } from '#forms/typed.ts'
import type { RequestContext, With } from '#platform/context.ts'
import type { Vault } from '#platform/vault.ts'
import { neighbourhood } from '#web/address.ts'
import type { FormVars } from '#web/body.ts'
import { sent } from '#web/sent.ts'
import { type Contents, unseal } from '../submissions/contents.ts'
import { REFERENCE_DIGITS, readReference } from '../submissions/reference.ts'
import type { Submission } from '../submissions/store/submission.ts'
import type { Blank, DoorView } from '../submissions/view.ts'
import * as store from './store/record.ts'

const HOUR_MS = 3_600_000
const PASS_MINUTES = 30
// Five wrong guesses at one number an hour; sixty from one neighbourhood of addresses, because carriers put a whole village behind one.
const most = { record: 5, address: 60 }

/** A record with its contents in the clear, for this request only. */
export interface OpenedRecord<Row = Submission> {
  row: Row
  contents: Contents
}

/** Behind `passed`: the record, in the clear, and the form that brought the pass. */
export interface RecordVars extends FormVars {
  opened: OpenedRecord<store.OwnRecord>
}

/** Middleware: the record of the page's pass in `c.var.opened`, or the door, at which number and tail open it again and go on with what was sent. */
export const passed: MiddlewareHandler<With<RecordVars>> = async (c, next) => {
  const pass = sent(c.var.raw, 'pass')
  const opened = (await openedBy(c, pass)) ?? (await openedAgain(c, pass))
  if (!opened) return c.render(await doorAgain(c, pass))
  c.set('opened', opened)
  return next()
}

/** The record that `pass` is for, as it stands now. */
export async function openedBy(c: RequestContext, pass: string): Promise<OpenedRecord<store.OwnRecord> | undefined> {
  const id = await idIn(c, pass, c.var.now)
  const row = id && (await store.find(c.env.DB, id))
  return row ? contentsOf(c.var.vault, row) : undefined
}

// By the number of the same record only: what was typed about one family goes to no other.
async function openedAgain(
  c: RequestContext<FormVars>,
  pass: string,
): Promise<OpenedRecord<store.OwnRecord> | undefined> {
  const { reference = [], tail = [] } = c.var.raw
  const id = reference[0] && tail[0] && (await idIn(c, pass))
  const opened = id && (await unlock(c, reference[0] ?? '', tail[0] ?? ''))
  if (!opened || opened.row.id !== id) return undefined
  await store.noteLook(c.env.DB, await holderLine(c, 'open', id), opened.tries)
  return openedBy(c, await passFor(c, id))
}

async function doorAgain(c: RequestContext<FormVars>, pass: string): Promise<DoorView> {
  const { reference: typed, tail: _, ...raw } = c.var.raw
  const resend = (await idIn(c, pass)) ? { resend: { to: c.req.path, raw } } : {}
  if (!typed) return { page: 'door', status: 403, reference: '', result: 'expired', minutes: PASS_MINUTES, ...resend }
  const blank = blankIn(c.var.raw)
  return { page: 'door', reference: typed[0] ?? '', ...(blank ? { blank, status: 422 } : { status: 403 }), ...resend }
}

/** The record that a pass of ours names; nothing where it ended before `now`. */
async function idIn(c: RequestContext, pass: string, now = 0): Promise<string | undefined> {
  const [, id, until, signature] = /^([\w-]{22})\.([0-9a-z]{1,9})\.([\w-]{43})$/.exec(pass) ?? []
  if (!id || !until || !signature || Number.parseInt(until, 36) < now) return undefined
  return (await c.var.vault.verify(signature, 'pass', id, until)) ? id : undefined
}

/** Signed leave to work on record `id` for half an hour. */
export async function passFor(c: RequestContext, id: string): Promise<string> {
  const until = (c.var.now + PASS_MINUTES * 60_000).toString(36)
  return `${id}.${until}.${await c.var.vault.sign('pass', id, until)}`
}

/** What was left empty of number and tail, or is no number by its length; undefined where both may be right. So nothing can be guessed, and it is no try. */
export function blankIn(raw: Raw): Blank | undefined {
  const digits = onlyDigits(sent(raw, 'reference')).length
  const short = digits > 0 && digits !== REFERENCE_DIGITS
  const fields = (['reference', 'tail'] as const).filter(
    (name) => onlyDigits(sent(raw, name)) === '' || (name === 'reference' && short),
  )
  return fields.length > 0 ? { fields, tail: sent(raw, 'tail'), ...(short && { digits }) } : undefined
}

/**
 * The record of a right number and tail (as typed; the whole phone will do, as it ends in its tail), with the keys under which the try was counted, to be taken back.
 * The try is counted before it is judged; whatever is wrong, the answer is the same nothing.
 */
export async function unlock(
  c: RequestContext,
  typedReference: string,
  typedTail: string,
): Promise<(OpenedRecord & { tries: string[] }) | undefined> {
  const { vault, now } = c.var
  const reference = onlyDigits(typedReference)
  const tail = onlyDigits(typedTail)
  const referenceIndex = await vault.index('reference', reference)
  const limits = [
    { key: referenceIndex, most: most.record, windowMs: HOUR_MS },
    {
      key: await vault.index('address', neighbourhood(c)),
      most: most.address,
      windowMs: HOUR_MS,
    },
  ]
  const { within, found } = await store.tryReference(c.env.DB, referenceIndex, limits, now)
  if (!within || !found || !readReference(reference)) return undefined
  const opened = await contentsOf(vault, found)
  const phone = opened && forms[found.form]?.about(opened.contents.answers).phone
  const right = phone && (phone.slice(-4) === tail || tail.endsWith(phone))
  if (!opened || !right) return undefined
  return { ...opened, tries: limits.map(({ key }) => key) }
}

async function contentsOf<Row extends Submission>(vault: Vault, row: Row): Promise<OpenedRecord<Row> | undefined> {
  return row.sealed ? { row, contents: await unseal(vault, row.id, row.village, row.sealed) } : undefined
}
