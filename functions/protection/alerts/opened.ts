/** One alert as its page shows it: masked, or with name and phone until the leave to see them ends. */
import { lineOf } from '#audit/line.ts'
import type { RequestContext } from '#platform/context.ts'
import { abilities, type Role } from '#platform/roles.ts'
import { randomText, type Vault } from '#platform/vault.ts'
import { limits } from '#register/ledger/limits.ts'
import { callOf } from '#register/ledger/record.ts'
import { revealedUntilIn, revealTokenFor } from '#register/ledger/reveal.ts'
import { readAudited } from '#register/ledger/store/acts.ts'
import type { FoundRecord } from '#register/ledger/store/found.ts'
import { unseal } from '#register/submissions/contents.ts'
import type { StaffVars } from '#staff/door.ts'
import { reachedBy, symptomsIn, symptomsTold, whoIs } from './person.ts'
import { daysOpen, risenAt, stateOf } from './state.ts'
import { type Course, courseOf } from './store/course.ts'
import { type Alert, find } from './store/queue.ts'
import { takenOf } from './taken.ts'
import type { AlertView, Rang, Reported } from './view.ts'

/** The alert of the address, noted as a look; nothing where it is not theirs. */
export async function opened(c: RequestContext<StaffVars>, id: string): Promise<AlertView | undefined> {
  const { staff } = c.var
  const alert = await find(c.env.DB, staff, id)
  if (!alert) return undefined
  const found = await readAudited(c.env.DB, {
    staff,
    line: await lineOf(c, 'alert-look', alert.submission, alert.kind),
  })
  return found && shown(c, alert, found, await revealedUntilIn(c, alert.submission))
}

/** An alert and its record that the audit has noted; `until` says how long name and phone are shown. */
export async function shown(
  c: RequestContext<StaffVars>,
  alert: Alert,
  found: FoundRecord,
  until?: number,
): Promise<AlertView> {
  const { vault, staff, now } = c.var
  const { id, submission, person, kind, day, slot } = alert
  const { row } = found
  const [course, contents] = [
    await courseOf(c.env.DB, alert),
    await unseal(vault, submission, row.village, row.sealed ?? []),
  ]
  const can = abilities(staff.role, 'alerts')
  const reports = can.alerts
    ? await Promise.all(course.reports.map((report) => reportOf(vault, person, report)))
    : undefined
  const said = can.alerts ? await saidOf(vault, alert, course) : undefined
  const risen = risenAt(alert, now)
  const page: AlertView = {
    page: 'alert',
    staff,
    can,
    now,
    id,
    record: submission,
    rang: { kind, ...said },
    source: alert.source,
    ...(course.party && { party: { at: course.party.passed_at, people: course.party.people } }),
    who: whoIs(row, contents, person, until ? 'show' : 'mask'),
    village: row.village,
    openedAt: alert.opened_at,
    days: daysOpen(alert, now),
    place: { day, slot },
    state: stateOf(alert),
    ...(risen ? { risenAt: risen } : {}),
    ...(alert.outcome ? { outcome: alert.outcome } : {}),
    taken: await takenOf(vault, alert, course.people),
    ...(reports ? { reports } : {}),
    calls: await Promise.all(found.contacts.map((contact) => callOf(vault, contact, until !== undefined))),
    others: course.others,
    call: randomText(16),
    limits,
  }
  if (!until) return page
  c.header('refresh', `${Math.ceil((until - now) / 1000)}; url=/staff/alerts/${id}`)
  return {
    ...page,
    revealed: { ...reachedBy(row, contents), until, leave: await revealTokenFor(c, submission, until) },
  }
}

/** What was measured and said, wherever that was. */
async function saidOf(vault: Vault, alert: Alert, { rang, party }: Course): Promise<Omit<Rang, 'kind'>> {
  const said = rang && (await reportOf(vault, alert.person, rang))
  const symptoms = said?.symptoms ?? (await symptomsTold(vault, alert))
  const temperature = said?.temperature ?? party?.temperature ?? alert.temperature
  return { temperature, ...(symptoms ? { symptoms } : {}) }
}

async function reportOf(vault: Vault, person: number, report: Course['reports'][number]): Promise<Reported> {
  const { day, slot, temperature, by } = report
  const symptoms = await symptomsIn(vault, { ...report, person })
  return { day, slot, temperature, symptoms, ...(by && { by: by as Role }) }
}
