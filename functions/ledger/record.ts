/** One record as a page of the desk shows it: masked, or in full until its leave ends. */
import type { Context } from 'hono'
import type { App } from '../app.ts'
import { unseal } from '../submissions/keep.ts'
import { formOf } from '../submissions/record.ts'
import { randomText, type Vault } from '../vault.ts'
import type { Contact, Found } from './acts/store.ts'
import { saidIn } from './masked.ts'
import { leaveFor, REVEALED_MS } from './reveal.ts'
import type { LedgerRecordView } from './view.ts'

/** A call or visit; its note may name people, so it is masked with the rest. */
export type Call = Pick<Contact, 'at' | 'role' | 'outcome'> & { noted: boolean; note?: string }

/** The page of a record that the audit has noted; `until` says how long it stays revealed. */
export async function recordView(
  c: Context<App>,
  { row, contacts, revisions, events }: Found,
  until?: number,
): Promise<LedgerRecordView> {
  const { vault, staff } = c.var
  const { id, village, stage, revision, source } = row
  const form = formOf(row)
  const { reference, answers } = await unseal(vault, id, village, row.sealed ?? [])
  const page: LedgerRecordView = {
    page: 'ledger-record',
    staff,
    id,
    form: form.title,
    village,
    stage,
    revision,
    source,
    receivedAt: row.received_at,
    tail: reference.slice(-4),
    said: saidIn(form, answers, until ? 'show' : 'mask'),
    calls: await Promise.all(contacts.map((contact) => callOf(vault, contact, until !== undefined))),
    revisions: revisions.map(({ revision, replaced_at: replacedAt }) => ({ revision, replacedAt })),
    events,
    call: randomText(16),
  }
  if (!until) return page
  // What was revealed does not stay on the screen: the browser itself goes back to the masked page.
  c.header('refresh', `${Math.ceil((until - c.var.now) / 1000)}; url=/staff/records/${id}`)
  const { phone } = form.about(answers)
  return { ...page, revealed: { until, reference, phone, leave: await leaveFor(c, id, until) } }
}

/** Until when a record that is revealed now stays so. */
export function revealedUntil(now: number): number {
  return now + REVEALED_MS
}

async function callOf(vault: Vault, contact: Contact, clear: boolean): Promise<Call> {
  const { id, village, role, outcome, at, sealed } = contact
  const call = { at, role, outcome, noted: sealed !== null }
  return sealed && clear ? { ...call, note: String(await vault.open(['contact', id, village], sealed)) } : call
}
