/** One record as a page of the desk shows it: masked, or in full until its leave ends. */
import type { RequestContext } from '#platform/context.ts'
import { abilities } from '#platform/roles.ts'
import { randomText, type Vault } from '#platform/vault.ts'
import type { StaffVars } from '#staff/door.ts'
import { formOf } from '../holder/record.ts'
import { changesOf } from '../submissions/changes.ts'
import { unseal } from '../submissions/contents.ts'
import { historyOf } from './history.ts'
import { limits } from './limits.ts'
import { linesOf, saidIn } from './masked.ts'
import { type Often, REVEALED_MS, revealTokenFor } from './reveal.ts'
import type { Contact, FoundRecord, PersonRow } from './store/found.ts'
import type { Call, Keeper, LedgerRecordView } from './view.ts'

/** The page of a record that the audit has noted; `until` says how long it stays revealed, `often` what was revealed besides. */
export async function recordView(
  c: RequestContext<StaffVars>,
  { row, contacts, revisions, beside, people, history, alike }: FoundRecord,
  until?: number,
  often?: Often,
): Promise<LedgerRecordView> {
  const { vault, staff } = c.var
  const { id, village, stage, revision, source } = row
  const can = abilities(staff.role, 'reveal', 'correct', 'note', 'verify', 'close', 'assign', 'merge')
  const form = formOf(row)
  const { reference, answers } = await unseal(vault, id, village, row.sealed ?? [])
  const clear = until !== undefined
  const page: LedgerRecordView = {
    page: 'ledger-record',
    staff,
    can,
    id,
    form: form.title,
    observed: row.arrival !== '' && row.duplicate_of === null,
    atHome: row.observed === 1,
    village,
    stage,
    revision,
    source,
    receivedAt: row.received_at,
    observedAt: row.observed_at,
    tail: reference.slice(-4),
    said: saidIn(form, answers, clear ? 'show' : 'mask'),
    calls: await Promise.all(contacts.map((contact) => callOf(vault, contact, clear))),
    changes: await changesOf(vault, { id, form, answers, revisions }, { answers: clear, why: clear }),
    history: await historyOf(vault, history),
    aside: row.duplicate_of !== null,
    into: row.duplicate_of ?? '',
    beside: beside.map(({ id, source, received_at: receivedAt }) => ({ id, source, receivedAt })),
    alike: (await linesOf(vault, alike)).map((line, index) => ({ line, phone: alike[index]?.pair === 1 })),
    assigned: row.assignee ?? '',
    keepers: await keepersOf(vault, people, can.assign ? undefined : (row.assignee ?? '')),
    call: randomText(16),
    limits,
  }
  if (!until) return page
  // What was revealed does not stay on the screen: the browser itself goes back to the masked page.
  c.header('refresh', `${Math.ceil((until - c.var.now) / 1000)}; url=/staff/records/${id}`)
  const { phone } = form.about(answers)
  return {
    ...page,
    revealed: { until, reference, phone, leave: await revealTokenFor(c, id, until), ...(often && { often }) },
  }
}

/** Until when a record that is revealed now stays so. */
export function revealedUntil(now: number): number {
  return now + REVEALED_MS
}

/** One of them; its words only where the record is shown in full. */
export async function callOf(vault: Vault, contact: Contact, clear: boolean): Promise<Call> {
  const { id, village, role, outcome, at, sealed } = contact
  const call = { at, role, outcome, noted: sealed !== null }
  return sealed && clear ? { ...call, note: String(await vault.open(['contact', id, village], sealed)) } : call
}

/** Their names: of all, or only of the one who is asked for. */
function keepersOf(vault: Vault, people: PersonRow[], only?: string): Promise<Keeper[]> {
  const asked = people.filter(({ id }) => only === undefined || id === only)
  return Promise.all(
    asked.map(async ({ id, name }) => ({ id, name: String(await vault.open(['staff', id, ''], name)) })),
  )
}
