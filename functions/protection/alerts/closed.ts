/** /staff/alerts/closed: what was closed in the last days, so that what ended too soon is found again. */

import { lineOf } from '#audit/line.ts'
import { noteRead } from '#audit/store.ts'
import type { RequestContext } from '#platform/context.ts'
import type { Staff } from '#platform/principal.ts'
import type { StaffVars } from '#staff/door.ts'
import { linesOf } from './queue.ts'
import type { AlertOutcome } from './state.ts'
import { closedSince } from './store/closed.ts'
import type { AlertLine } from './view.ts'

const DAY_MS = 86_400_000
const [DAYS, MOST] = [7, 50]

/** 办完的: what was closed of late, each with how and when. */
export interface ClosedAlertsView {
  page: 'alerts-closed'
  staff: Staff
  now: number
  lines: (AlertLine & { closedAt: number; outcome?: AlertOutcome })[]
  /** Of so many days, and no more lines than this. */
  days: number
  most: number
}

/** The latest first, masked, each with how it ended. */
export async function closedAlerts(c: RequestContext<StaffVars>): Promise<ClosedAlertsView> {
  const { staff, vault, now } = c.var
  const rows = await closedSince(c.env.DB, staff, now - DAYS * DAY_MS, MOST)
  const lines = await linesOf(vault, staff, rows, now)
  if (lines.length > 0) await noteRead(c.env.DB, await lineOf(c, 'list', '', `${lines.length} alerts`))
  return {
    ...{ page: 'alerts-closed', staff, now, days: DAYS, most: MOST },
    lines: lines.map((line, index) => {
      const { closed_at: closedAt, outcome } = rows[index] ?? {}
      return { ...line, closedAt: closedAt ?? 0, ...(outcome && { outcome }) }
    }),
  }
}
