/** An alert whose record is gone, at the address that it had: a line without a name, which the clinic acknowledges and closes. */
import { lineOf } from '#audit/line.ts'
import { noteRead } from '#audit/store.ts'
import type { RequestContext } from '#platform/context.ts'
import { abilities } from '#platform/roles.ts'
import { limits } from '#register/ledger/limits.ts'
import type { StaffVars } from '#staff/door.ts'
import type { FormVars } from '#web/body.ts'
import { idOf } from '#web/cursor.ts'
import { sent } from '#web/sent.ts'
import { typedIn, wordsIn } from './said.ts'
import { daysOpen, namelessOutcomes, risenAt, stateOf } from './state.ts'
import * as store from './store/nameless.ts'
import { takenOf } from './taken.ts'
import type { NamelessLine, NamelessView } from './view.ts'

/** One as a line of the queue; nothing in it is masked, because nothing is left. */
export function namelessLine(row: store.Nameless, now: number): NamelessLine {
  const { id, kind, village, how, gone_at: goneAt, opened_at: openedAt } = row
  const state = stateOf({ ...row, contacted_at: null, transferred_at: null })
  return {
    id,
    kind,
    village,
    how,
    goneAt,
    openedAt,
    days: daysOpen(row, now),
    state,
    escalated: risenAt(row, now) !== undefined,
  }
}

/** The page of one; not found where it is not theirs. */
export async function showNameless(
  c: RequestContext<StaffVars>,
  aside: Pick<NamelessView, 'result' | 'status' | 'typed'> = {},
) {
  const { staff, vault, now } = c.var
  const found = await store.find(c.env.DB, staff, idOf(c))
  if (!found) return c.notFound()
  const { row, people } = found
  await noteRead(c.env.DB, await lineOf(c, 'list', '', `1 nameless ${row.village}`))
  const note = row.sealed && String(await vault.open(['nameless_alert', row.id, row.village], row.sealed))
  const can = abilities(staff.role, 'alerts')
  return c.render({
    ...{ page: 'nameless', staff, can, now, limits, line: namelessLine(row, now) },
    taken: await takenOf(vault, row, people),
    ...(row.outcome ? { outcome: row.outcome } : {}),
    ...(note && can.alerts ? { note } : {}),
    ...aside,
  } satisfies NamelessView)
}

/** Acknowledges or closes one; any other step needs a person, and finds nothing here. */
export async function stepNameless(c: RequestContext<FormVars & StaffVars>, step: string) {
  const { staff, vault } = c.var
  const found = await store.find(c.env.DB, staff, idOf(c))
  if (!found || (step !== 'acknowledge' && step !== 'close')) return c.notFound()
  const { id, village } = found.row
  const settle = (done: boolean) => showNameless(c, done ? { result: step } : { result: 'late', status: 409 })
  if (step === 'acknowledge')
    return settle(await store.acknowledge(c.env.DB, id, { staff, line: await lineOf(c, step, '', village) }))
  const outcome = namelessOutcomes.find((each) => each === sent(c.var.raw, 'end'))
  const { note } = wordsIn(c)
  const typed = typedIn(c, 'close')
  if (!outcome) return showNameless(c, { result: 'unchosen', status: 422, typed })
  if (note === undefined) return showNameless(c, { result: 'note', status: 422, typed })
  if (outcome === 'other' && !note) return showNameless(c, { result: 'words', status: 422, typed })
  const sealed = note ? await vault.seal(['nameless_alert', id, village], note) : null
  const act = { staff, line: await lineOf(c, 'alert-close', '', `${village} ${outcome}`) }
  return settle(await store.close(c.env.DB, id, act, { outcome, sealed }))
}
