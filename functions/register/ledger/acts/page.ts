/** What every act on one record shares: who may, on which record, and the page that follows. */
import type { Act } from '#audit/acts.ts'
import type { StaffAct } from '#audit/line.ts'
import { lineOf } from '#audit/line.ts'
import type { RequestContext } from '#platform/context.ts'
import type { Permission } from '#platform/roles.ts'
import type { StaffVars } from '#staff/door.ts'
import { staffOnly } from '#staff/door.ts'
import type { FormVars } from '#web/body.ts'
import { formBody } from '#web/body.ts'
import { idOf } from '#web/cursor.ts'
import { lastChange } from '../history.ts'
import { recordView } from '../record.ts'
import { revealedUntilIn } from '../reveal.ts'
import { readAudited } from '../store/acts.ts'
import type { FoundRecord } from '../store/found.ts'
import type { LedgerRecordView } from '../view.ts'

/** What every act asks first. */
export function allowed(permission: Permission) {
  return [staffOnly(permission), formBody] as const
}

/** What is done now, by who is signed in, to the record of the address or another one. */
export async function staffAct(
  c: RequestContext<StaffVars>,
  act: Act,
  detail = '',
  record = idOf(c),
): Promise<StaffAct> {
  return { staff: c.var.staff, line: await lineOf(c, act, record, detail) }
}

type Result = NonNullable<LedgerRecordView['result']>

/** The page after an act that the audit has noted; still revealed, if it was. */
export async function after(c: RequestContext<StaffVars & Partial<FormVars>>, found: FoundRecord, result: Result) {
  return c.render({ ...(await recordView(c, found, await revealedUntilIn(c, found.row.id))), result })
}

type Aside = Pick<LedgerRecordView, 'result' | 'status' | 'note' | 'chosen'>

/** The page as it stands, noted as a look; masked, unless it is still revealed. Where it changed meanwhile, it says who did what. */
export async function again(c: RequestContext<StaffVars & Partial<FormVars>>, aside: Aside = {}, record = idOf(c)) {
  const found = await readAudited(c.env.DB, await staffAct(c, 'look', '', record))
  if (!found) return c.notFound()
  const view = await recordView(c, found, await revealedUntilIn(c, found.row.id))
  const by = aside.result === 'changed' ? lastChange(view.history) : undefined
  return c.render({ ...view, ...aside, ...(by && { by }) })
}
