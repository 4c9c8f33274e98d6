/** Leave to see one record in full: for five minutes, for a reason, thirty an hour and a hundred a day; to call the silent, more phones. */
import { lineOf } from '#audit/line.ts'
import type { RequestContext } from '#platform/context.ts'
import type { Limit } from '#platform/store/throttle.ts'
import type { StaffVars } from '#staff/door.ts'
import type { FormVars } from '#web/body.ts'
import { sent } from '#web/sent.ts'
import { limits } from './limits.ts'
import * as store from './store/acts.ts'
import type { Due } from './store/alarms.ts'
import type { FoundRecord } from './store/found.ts'

export const REVEALED_MS = limits.minutes * 60_000
const HOUR_MS = 3_600_000

/** How much may be revealed; from `many` on the person is told, and the town hears of it: 80 in a hundred. */
interface Quota {
  /** What its counters are called. */
  name: string
  most: { hour: number; day: number }
  many: { hour: number; day: number }
}
const plain: Quota = { name: 'reveals', most: limits, many: { hour: 24, day: 80 } }
/** Beside the other, so that no day of work keeps anybody from a fever. */
export const forAlerts: Quota = {
  name: 'alert-reveals',
  most: { hour: 300, day: 1000 },
  many: { hour: 240, day: 800 },
}

/** Before the cut-off a village calls everybody who is silent, and sees nothing but the phone. */
export const forChase: Quota = {
  name: 'chase-reveals',
  most: { hour: 120, day: 400 },
  many: { hour: 96, day: 320 },
}

const reasons = ['verify', 'visit', 'care', 'asked', 'work'] as const
export type Reason = (typeof reasons)[number]

/** The reason that was chosen, if it is one of ours. */
export function reasonIn(said = ''): Reason | undefined {
  return reasons.find((reason) => reason === said)
}

/** How much of a quota is used up, where it is most of it. */
export interface Often {
  hour?: number
  day?: number
}

/** The record, where the quota of this member of the staff allows it. */
export async function reveal(
  c: RequestContext<StaffVars>,
  id: string,
  reason: Reason | 'chase' | 'correct',
  { name, most, many } = plain,
): Promise<(FoundRecord & { often: Often }) | undefined> {
  const { vault, staff } = c.var
  const limit = async (window: 'hour' | 'day', windowMs: number): Promise<Limit> => ({
    key: await vault.sign(name, window, staff.id),
    most: most[window],
    windowMs,
  })
  const due = async (window: 'hour' | 'day', { key }: Limit): Promise<Due> => {
    const mark = many[window]
    return { key, mark, line: await lineOf(c, 'alarm', '', `${window} ${mark}`) }
  }
  const limits: [Limit, Limit] = [await limit('hour', HOUR_MS), await limit('day', 24 * HOUR_MS)]
  const alarms: [Due, Due] = [await due('hour', limits[0]), await due('day', limits[1])]
  const found = await store.reveal(c.env.DB, { staff, line: await lineOf(c, 'reveal', id, reason) }, limits, alarms)
  if (!found) return undefined
  const [hour, day] = found.used
  return { ...found, often: { ...(hour >= many.hour && { hour }), ...(day >= many.day && { day }) } }
}

/** Signed leave to go on seeing record `id` until `until`; it rides in the page's forms, so that the browser keeps nothing. */
export async function revealTokenFor(c: RequestContext<StaffVars>, id: string, until: number): Promise<string> {
  const end = until.toString(36)
  return `${end}.${await c.var.vault.sign('reveal', c.var.staff.id, id, end)}`
}

/** Until when the page's leave holds, if it is ours, for this record and this member of the staff. */
export async function revealedUntilIn(
  c: RequestContext<StaffVars & Partial<FormVars>>,
  id: string,
): Promise<number | undefined> {
  const [, end, signature] = /^([0-9a-z]{1,9})\.([\w-]{43})$/.exec(sent(c.var.raw ?? {}, 'leave')) ?? []
  if (!end || !signature || Number.parseInt(end, 36) <= c.var.now) return undefined
  const ours = await c.var.vault.verify(signature, 'reveal', c.var.staff.id, id, end)
  return ours ? Number.parseInt(end, 36) : undefined
}
