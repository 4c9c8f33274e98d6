/** One line of the audit: who did what to which record, and the keyed hash by which a later edit of it is noticed. */
import type { RequestContext } from '#platform/context.ts'
import type { Staff } from '#platform/principal.ts'
import type { Vault } from '#platform/vault.ts'
import type { Act, RecordAct } from './acts.ts'

/** What is said of an act; `at` in UTC milliseconds. */
export interface AuditEntry {
  at: number
  /** A member of the staff by id; a device by id, where nobody is let in yet; `holder` of the record; `public`, who checks a paper; `command`; or `timer`. */
  actor: string
  act: Act
  /** The record, person or device it was done to; empty where it was many. */
  record: string
  /** The reason, what came of it, or how many were listed. */
  detail: string
}

export interface AuditLine extends AuditEntry {
  mac: string
}

/** What a member of the staff does, and to which record, as the audit will have it. */
export interface StaffAct {
  staff: Staff
  line: AuditLine
}

/** The line of an act, ready for the batch of the act. */
export async function write(vault: Vault, entry: AuditEntry): Promise<AuditLine> {
  return { ...entry, mac: await vault.sign(...madeOf(entry)) }
}

/** What the keyed hash of a line is over. */
export function madeOf({ at, actor, act, record, detail }: AuditEntry): string[] {
  return ['audit', String(at), actor, act, record, detail]
}

/** What the member of the staff who is signed in does now. */
export function lineOf(
  { var: { vault, now, staff } }: RequestContext<{ staff: Staff }>,
  act: Act,
  record: string,
  detail = '',
) {
  return write(vault, { at: now, actor: staff.id, act, record, detail })
}

/** What the holder of a record does now. */
export function holderLine({ var: { vault, now } }: RequestContext, act: RecordAct, record: string) {
  return write(vault, { at: now, actor: 'holder', act, record, detail: '' })
}
