/** Whom a number is of, as a guard may know them; and leave to note that they went through. */
import { lineOf } from '#audit/line.ts'
import { digits } from '#forms/typed.ts'
import type { RequestContext } from '#platform/context.ts'
import { randomText } from '#platform/vault.ts'
import { formOf } from '#register/holder/record.ts'
import { unseal } from '#register/submissions/contents.ts'
import { readReference } from '#register/submissions/reference.ts'
import type { Submission } from '#register/submissions/store/submission.ts'
import type { StaffVars } from '#staff/door.ts'
import { familyOf } from '../observation/family.ts'
import * as store from './store.ts'
import type { Party } from './view.ts'

const HOUR_MS = 3_600_000
const LEAVE_MS = 30 * 60_000
// Two a minute, the whole hour through; who looks up more is not at a gate.
const MOST_LOOKUPS = 120

/** The records of these numbers as they were typed; none where a number is none of ours. Each counts as a look-up. */
export async function sought(
  c: RequestContext<StaffVars>,
  typed: string[],
): Promise<{ within: boolean; found: (Submission | undefined)[] }> {
  const { vault, staff, now } = c.var
  const numbers = typed.map((each) => readReference(digits(each)) ?? '')
  const indexes = await Promise.all(numbers.map((number) => vault.index('reference', number)))
  const limit = { key: await vault.sign('checkpoint', staff.id), most: MOST_LOOKUPS, windowMs: HOUR_MS }
  return store.byReference(c.env.DB, staff, indexes, limit, now)
}

/** The party of a record, noted as a look. */
export async function partyOf(c: RequestContext<StaffVars>, id: string): Promise<Party | undefined> {
  const { vault, staff, now } = c.var
  const found = await store.readAudited(c.env.DB, staff, await lineOf(c, 'checkpoint-look', id))
  if (!found?.row.sealed) return undefined
  const { row, changes } = found
  const { village, people, arrival } = row
  const family = await familyOf(vault, { row, changes, reports: [] }, now)
  const { reference } = await unseal(vault, id, village, row.sealed ?? [])
  const members = family.map(({ name, standing: { state, period, dayNumber, open } }) => ({
    ...{ name, state, dayNumber, open },
    last: period.last,
  }))
  const said = {
    tail: reference.slice(-4),
    form: formOf(row).title,
    village,
    people,
    arrival,
    members,
    bound: members.some(({ open }) => open),
  }
  return { ...said, leave: await partyTokenFor(c, id), key: randomText(16) }
}

async function partyTokenFor(c: RequestContext<StaffVars>, id: string): Promise<string> {
  const until = (c.var.now + LEAVE_MS).toString(36)
  return `${id}.${until}.${await c.var.vault.sign('checkpoint-leave', c.var.staff.id, id, until)}`
}

/** The record that a shown page is about, for half an hour and for who was shown it. */
export async function recordIn(c: RequestContext<StaffVars>, text: string): Promise<string | undefined> {
  const [, id, until, signature] = /^([\w-]{22})\.([0-9a-z]{1,9})\.([\w-]{43})$/.exec(text) ?? []
  if (!id || !until || !signature || Number.parseInt(until, 36) < c.var.now) return undefined
  return (await c.var.vault.verify(signature, 'checkpoint-leave', c.var.staff.id, id, until)) ? id : undefined
}
