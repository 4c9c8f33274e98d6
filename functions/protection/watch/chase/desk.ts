/** /staff/watch/chase: who has not reported, a phone at a time, what came of the call, and back to where the list stands. */
import { Hono } from 'hono'
import { lineOf } from '#audit/line.ts'
import { noteRead } from '#audit/store.ts'
import { fieldsOf } from '#forms/form.ts'
import { slotAt } from '#platform/calendar.ts'
import { dayAt } from '#platform/clock.ts'
import type { App, RequestContext } from '#platform/context.ts'
import { abilities } from '#platform/roles.ts'
import { randomText } from '#platform/vault.ts'
import { slotNamed } from '#protection/observation/asking.ts'
import { rule } from '#protection/observation/family.ts'
import { formOf } from '#register/holder/record.ts'
import { allowed, staffAct } from '#register/ledger/acts/page.ts'
import { villagesFor } from '#register/ledger/filter.ts'
import { forChase, reveal } from '#register/ledger/reveal.ts'
import { contact, hasCall, villageOf } from '#register/ledger/store/acts.ts'
import type { ContactOutcome } from '#register/ledger/store/found.ts'
import { unseal } from '#register/submissions/contents.ts'
import type { StaffVars } from '#staff/door.ts'
import { staffOnly } from '#staff/door.ts'
import type { FormVars } from '#web/body.ts'
import { idOf, one } from '#web/cursor.ts'
import { sent } from '#web/sent.ts'
import { countsOf } from '../board/counts.ts'
import { textOf } from '../row.ts'
import { addressOf, chaseCursor, readWhose, silentLines } from './list.ts'
import * as store from './store.ts'

const PAGE_ROWS = 50
const outcomes: ContactOutcome[] = ['reached', 'no-answer', 'wrong-number', 'visited', 'not-home', 'left']

export const chase = new Hono<App>()

chase.get('/chase', staffOnly('ledger'), async (c) => {
  const { staff, vault, now } = c.var
  const { place, minutes, villages } = await countsOf(c.env.DB, staff, now)
  const waiting = Object.fromEntries(villages.map(({ village, missing }) => [village, missing]))
  const whose = readWhose(c.req.query(), staff, waiting)
  const after = c.req.query('after') ?? ''
  const rows = await store.silent(
    c.env.DB,
    staff,
    whose,
    textOf(place),
    chaseCursor.read(after) ?? { reported: '', id: '' },
    PAGE_ROWS + 1,
  )
  const lines = await silentLines(vault, rows.slice(0, PAGE_ROWS))
  await noteRead(c.env.DB, await lineOf(c, 'list', '', `${lines.length} ${whose.village} chase`))
  const [last] = rows.slice(0, PAGE_ROWS).slice(-1)
  return c.render({
    page: 'watch-chase',
    ...{ staff, can: abilities(staff.role, 'reveal'), own: staff.role === 'village' },
    villages: villagesFor(staff),
    whose,
    place,
    minutes,
    waiting,
    lines,
    after,
    ...(last && rows.length > PAGE_ROWS ? { next: addressOf(whose, chaseCursor.write(last)) } : {}),
  })
})

// What only a form may post to, reloaded: the list.
chase.get(`${one}/:act{phone|contact}`, (c) => c.redirect('/staff/watch/chase'))

chase.post(`${one}/phone`, ...allowed('reveal'), async (c) => call(c))

chase.post(`${one}/contact`, ...allowed('note'), async (c) => {
  const [id, outcome] = [sent(c.var.raw, 'call'), outcomes.find((each) => each === sent(c.var.raw, 'outcome'))]
  const village = await villageOf(c.env.DB, c.var.staff, idOf(c))
  if (!village) return c.notFound()
  if (!outcome || !/^[\w-]{22}$/.test(id)) return c.redirect(back(c), 303)
  const made = { id, village, outcome, sealed: null }
  const done = await contact(c.env.DB, await staffAct(c, 'contact', outcome), made)
  // Pressed twice, the second finds its own call; otherwise the record moved meanwhile.
  if (done || (await hasCall(c.env.DB, c.var.staff, idOf(c), id))) return c.redirect(back(c), 303)
  return c.notFound()
})

/** The phone of one household, in the audit like any reveal; nothing else of the record leaves. */
async function call(c: RequestContext<StaffVars & FormVars>) {
  const { staff, vault } = c.var
  const silence = await store.silence(c.env.DB, staff, idOf(c))
  if (!silence) return c.notFound()
  // Only for whom the list is about: who has just reported need not be called.
  if (silence.reported === null || silence.reported >= textOf(slotAt(rule, c.var.now))) return c.redirect(back(c), 303)
  const found = await reveal(c, idOf(c), 'chase', forChase)
  const from = {
    staff,
    can: abilities(staff.role, 'proxy'),
    id: idOf(c),
    today: dayAt(c.var.now),
    back: back(c),
    whose: readWhose(place(c), staff),
    after: sent(c.var.raw, 'after'),
    most: forChase.most,
  }
  if (!found) return c.render({ page: 'watch-call', ...from, result: 'quota', status: 429 })
  const { row, contacts, often } = found
  const { answers } = await unseal(vault, row.id, row.village, row.sealed ?? [])
  const form = formOf(row)
  const since = slotNamed(silence.reported)
  return c.render({
    page: 'watch-call',
    ...from,
    name: fieldsOf(form)['name']?.mask(answers['name']) ?? '',
    phone: form.about(answers).phone,
    asked: silence.asked,
    ...(since ? { since } : {}),
    calls: contacts.slice(0, 3).map(({ at, role, outcome }) => ({ at, role, outcome })),
    call: randomText(16),
    ...(Object.keys(often).length > 0 ? { often } : {}),
  })
}

const place = (c: RequestContext<FormVars>) => ({
  village: sent(c.var.raw, 'village'),
  whose: sent(c.var.raw, 'whose'),
})

/** The list where it stood, at the line of this household. */
function back(c: RequestContext<StaffVars & FormVars>): string {
  const after = sent(c.var.raw, 'after')
  const known = chaseCursor.read(after) ? after : undefined
  return `${addressOf(readWhose(place(c), c.var.staff), known)}#r-${idOf(c)}`
}
