/** The clinic's queue and one alert in it: what each sees, each step once, and nothing without the audit. */
import { env } from 'cloudflare:workers'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { post } from '#test/support/app.ts'
import { corrected, type Family, family, opened, report, rowsOf } from '#test/support/observed.ts'
import { type Seated, seated } from '#test/support/seated.ts'

interface Alert {
  id: string
  person: number
  kind: string
  village: string
  acknowledged_at: number | null
  contacted_at: number | null
  transferred_at: number | null
  closed_at: number | null
  escalated_at: number | null
  outcome: string | null
}
interface Shown {
  id: string
  rang: { kind: string; temperature?: number; symptoms?: string }
  state: string
}

const key = () =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
    .slice(0, 22)
    .replace(/[+/]/g, '_')
let [clinic, town, village, foreign]: Seated[] = []
let home: Family

function at(who: Seated | undefined): Seated {
  if (!who) throw new Error('nobody is at the desk')
  return who
}
/** A family of whom the `person`th has a fever. */
async function feverish(
  temperatures = ['38.2', '36.5'],
  more = {},
): Promise<{ id: string; alert: Alert; family: Family }> {
  const family_ = await family()
  await report(await opened(family_), temperatures, more)
  const [alert] = await rowsOf<Alert>('alert', family_.id)
  if (!alert) throw new Error('nothing rang')
  return { id: alert.id, alert, family: family_ }
}
const now = async (id: string) => env.DB.prepare('SELECT * FROM alert WHERE id = ?1').bind(id).first<Alert>()
const acts = async (record: string, act: string) =>
  env.DB.prepare('SELECT count(*) AS n FROM audit WHERE record = ?1 AND act = ?2').bind(record, act).first<number>('n')
const press = (who: Seated | undefined, id: string, step: string, fields: Record<string, string> = {}) =>
  at(who).post(`/staff/alerts/${id}/${step}`, fields)

beforeAll(async () => {
  clinic = await seated('clinic')
  town = await seated('town')
  home = await family()
  const { village: slug } = await opened(home)
  village = await seated('village', slug)
  foreign = await seated('village', slug === 'dawan' ? 'liuxi' : 'dawan')
})

describe('the queue', () => {
  it('shows a fever in the very next look, masked, with the one of the family whose it is', async () => {
    const { id } = await feverish(['36.5', '37.8'], { 'p1.symptoms': ['breathless', 'chest'] })
    const { view, headers } = await at(clinic).get('/staff/alerts')
    const line = view.lines.find((each: Shown) => each.id === id)
    expect(line).toMatchObject({
      rang: { kind: 'fever', temperature: 378, symptoms: '气促、胸闷' },
      state: 'unseen',
      escalated: false,
    })
    expect(line.who.name).toMatch(/^.\*+$/)
    expect(line.who.relation).not.toBe('')
    expect(headers.get('refresh')).toBe('60')
    expect(view.counts.unseen).toBeGreaterThan(0)
    const still = await at(clinic).get('/staff/alerts?still')
    expect(still.headers.get('refresh')).toBeNull()
  })
  it('tells a village that there is one, and neither the number nor what hurts; a foreign one nothing', async () => {
    const { id } = await feverish(['38.9', '36.5'])
    const own = await at(village).get('/staff/alerts')
    const line = own.view.lines.find((each: Shown) => each.id === id)
    expect(line.rang).toEqual({ kind: 'fever' })
    // A moment may hold these three digits too.
    expect(JSON.stringify(own.view)).not.toMatch(/\b389\b|38\.9/)
    const one = await at(village).get(`/staff/alerts/${id}`)
    expect(one.view).toMatchObject({ page: 'alert', rang: { kind: 'fever' } })
    expect(one.view.reports).toBeUndefined()
    const other = await at(foreign).get('/staff/alerts')
    expect([other.view.lines, other.view.counts.unseen]).toEqual([[], 0])
    expect((await at(foreign).get(`/staff/alerts/${id}`)).status).toBe(404)
    for (const step of ['reveal', 'acknowledge', 'contact', 'transfer', 'transfer-back', 'close', 'alert-reopen'])
      for (const who of [village, foreign]) expect((await press(who, id, step)).status).toBe(403)
    expect(await now(id)).toMatchObject({ acknowledged_at: null, closed_at: null })
  })
  it('comes in pages that hold everything once, what nobody has seen first, the oldest at the head', async () => {
    await env.DB.prepare('UPDATE alert SET closed_at = 1, outcome = ?1').bind('mistake').run()
    const from = await feverish()
    // Beside it 50 more of the same check-in, a third of them acknowledged.
    const rows = Array.from({ length: 50 }, (_, n) => ({ key: key(), at: 1000 + (n % 7), seen: n % 3 === 0 }))
    await env.DB.batch(
      rows.flatMap(({ key, at, seen }, n) => [
        env.DB.prepare(
          `INSERT INTO check_in SELECT ?1, submission, person, day, slot, ?2 + 2, temperature, village, NULL, observed_at, reported_at, by, source, via
           FROM check_in WHERE submission = ?3 AND person = 0 LIMIT 1`,
        ).bind(key, n, from.family.id),
        env.DB.prepare(
          `INSERT INTO alert (id, submission, person, day, slot, village, kind, opened_at, acknowledged_at)
           SELECT ?1 || '-0', submission, person, day, slot, village, kind, ?2, ?3 FROM alert WHERE id = ?4`,
        ).bind(key, at, seen ? 2000 : null, from.id),
      ]),
    )
    for (const who of [clinic, village]) {
      const found: { id: string; state: string; openedAt: number }[] = []
      let next: string | undefined = '/staff/alerts'
      while (next) {
        const { view }: { view: { lines: typeof found; next?: string } } = await at(who).get(next)
        found.push(...view.lines)
        next = view.next
      }
      expect(found.length).toBe(51)
      expect(new Set(found.map(({ id }) => id)).size).toBe(51)
      const place = ({ state, openedAt, id }: (typeof found)[number]) =>
        `${state === 'unseen' ? 0 : 1} ${String(openedAt).padStart(15)} ${id}`
      expect(found.map(place)).toEqual(found.map(place).toSorted())
      const { view } = await at(who).get('/staff/alerts')
      expect(view.counts).toEqual({ unseen: 34, escalated: 33, open: 17, more: false })
    }
    await env.DB.prepare("UPDATE alert SET closed_at = 1, outcome = 'mistake'").run()
  })
})

describe('one alert', () => {
  it('goes from seen to contacted, transferred and closed, each with its time, its person and its line in the audit', async () => {
    const { id, family } = await feverish()
    const first = await at(clinic).get(`/staff/alerts/${id}`)
    expect(first.view.reports[0]).toMatchObject({ temperature: 382, symptoms: '' })
    expect((await press(clinic, id, 'acknowledge')).view).toMatchObject({ state: 'seen', result: 'acknowledge' })
    const shown = await press(clinic, id, 'reveal')
    expect(shown.view.revealed.phone).toMatch(/^1000000\d{4}$/)
    expect(shown.view.who.name).not.toContain('*')
    expect(shown.headers.get('refresh')).toContain(`/staff/alerts/${id}`)
    const leave = shown.view.revealed.leave
    const missed = await press(clinic, id, 'contact', { outcome: 'no-answer', call: key(), leave })
    expect([missed.view.state, missed.view.result, missed.view.calls.length]).toEqual(['seen', 'contact', 1])
    const met = await press(clinic, id, 'contact', { outcome: 'reached', call: key(), note: '说好在家等', leave })
    expect(met.view).toMatchObject({ state: 'contacted', calls: [{ note: '说好在家等' }, { outcome: 'no-answer' }] })
    expect((await press(town, id, 'transfer')).view.state).toBe('transferred')
    // Another call after it is another contact, and no step back.
    const later = await press(clinic, id, 'contact', { outcome: 'visited', call: key() })
    expect([later.view.state, later.view.calls.length]).toEqual(['transferred', 3])
    const closed = await press(clinic, id, 'close', { end: 'transferred', call: key(), note: '住下了' })
    expect(closed.view).toMatchObject({ state: 'closed', outcome: 'transferred', result: 'close' })
    expect(closed.view.taken.map(({ step, by }: { step: string; by: { role: string } }) => [step, by.role])).toEqual([
      ['acknowledge', 'clinic'],
      ['contact', 'clinic'],
      ['transfer', 'town'],
      ['close', 'clinic'],
    ])
    for (const [act, count] of Object.entries({ acknowledge: 1, reveal: 1, contact: 3, transfer: 1, 'alert-close': 1 }))
      expect([act, await acts(family.id, act)]).toEqual([act, count])
    expect((await at(clinic).get('/staff/alerts')).view.lines.map((each: Shown) => each.id)).not.toContain(id)
  })
  it('takes each step once under 32 presses at the same moment', async () => {
    const { id, family } = await feverish()
    const storm = async (step: string, fields: Record<string, string> = {}) => {
      const answers = await Promise.all(
        Array.from({ length: 32 }, (_, n) => press(n % 2 ? clinic : town, id, step, fields)),
      )
      return answers.filter(({ status }) => status === 200).length
    }
    expect(await storm('acknowledge')).toBe(1)
    expect(await storm('contact', { outcome: 'reached', call: key() })).toBe(1)
    expect(await storm('transfer')).toBe(1)
    expect(await storm('close', { end: 'better', note: '退了', call: key() })).toBe(1)
    for (const act of ['acknowledge', 'contact', 'transfer', 'alert-close'])
      expect([act, await acts(family.id, act)]).toEqual([act, 1])
    const count = (table: string) =>
      env.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE submission = ?1`).bind(family.id).first('n')
    expect([await count('contact'), await count('observation_change')]).toEqual([2, 1])
  })
  it('takes no step before it was seen, none back, and none after the end', async () => {
    const { id } = await feverish()
    for (const [step, fields] of [
      ['contact', { outcome: 'reached', call: key() }],
      ['transfer', {}],
      ['close', { end: 'better', call: key() }],
    ] as const)
      expect((await press(clinic, id, step, fields)).status).toBe(409)
    expect(await now(id)).toMatchObject({
      acknowledged_at: null,
      contacted_at: null,
      transferred_at: null,
      closed_at: null,
    })
    await press(clinic, id, 'acknowledge')
    expect((await press(clinic, id, 'close', { end: 'transferred', call: key() })).view.result).toBe('untransferred')
    expect((await press(clinic, id, 'close', { end: 'other', call: key() })).view.result).toBe('words')
    expect((await press(clinic, id, 'close', { call: key() })).view.result).toBe('unchosen')
    const long = '字'.repeat(201)
    expect((await press(clinic, id, 'close', { end: 'better', call: key(), note: long })).view).toMatchObject({
      result: 'note',
      typed: { step: 'close', chosen: 'better', note: long },
    })
    await press(clinic, id, 'close', { end: 'better', call: key() })
    const before = await now(id)
    for (const step of ['acknowledge', 'contact', 'transfer', 'transfer-back', 'close'])
      await press(clinic, id, step, { outcome: 'reached', end: 'better', call: key() })
    expect(await now(id)).toEqual(before)
  })
  it('ends the observation of the one who is transferred, and of nobody else in the family', async () => {
    const { id, family } = await feverish(['36.5', '38.2'])
    await press(clinic, id, 'acknowledge')
    await press(clinic, id, 'transfer')
    const view = await opened(family)
    expect(view.people.map(({ person }: { person: number }) => person)).not.toContain(1)
    expect(view.people.length).toBeGreaterThan(0)
    expect(view.resting).toMatchObject([{ person: 1, state: 'transferred' }])
  })
  it('is never stopped by the quota of the ledger, has one of its own, and is not revealed once it is over', async () => {
    const { id, family } = await feverish()
    const desk = await seated('clinic')
    const used = await Promise.all(
      Array.from({ length: 31 }, () => desk.post(`/staff/records/${family.id}/reveal`, { reason: 'care' })),
    )
    expect(used.filter(({ status }) => status === 429).length).toBe(1)
    const answers = await Promise.all(Array.from({ length: 40 }, () => desk.post(`/staff/alerts/${id}/reveal`)))
    expect(answers.every(({ view }) => view.revealed)).toBe(true)
    expect(await acts(family.id, 'reveal')).toBe(70)
    await env.DB.prepare('UPDATE throttle SET tries = 300 WHERE tries = 40').run()
    const last = await desk.post(`/staff/alerts/${id}/reveal`)
    expect([last.status, last.view.result, last.view.revealed]).toEqual([429, 'quota', undefined])
    await press(desk, id, 'acknowledge')
    await press(desk, id, 'close', { end: 'better', call: key() })
    expect((await press(town, id, 'reveal')).view.revealed).toBeUndefined()
  })
  it('goes with a record that is corrected to another village, and out of the queue with one that is withdrawn', async () => {
    const { id, family } = await feverish()
    const moved = (village: string) =>
      env.DB.prepare('UPDATE submission SET village = ?2 WHERE id = ?1').bind(family.id, village).run()
    const { village: was } = (await now(id)) as Alert
    await moved('songling')
    expect((await now(id))?.village).toBe('songling')
    // The watch counts open alerts of a village beside it.
    const sql = `SELECT (SELECT people FROM watch_tally WHERE village = ?1 AND what = 'alert') AS kept, count(*) AS counted
      FROM alert WHERE village = ?1 AND closed_at IS NULL`
    for (const village of ['songling', was]) {
      const tally = await env.DB.prepare(sql).bind(village).first<{ kept: number; counted: number }>()
      expect([village, tally?.kept]).toEqual([village, tally?.counted])
    }
    await moved(was)
    await env.DB.prepare('UPDATE alert SET opened_at = opened_at - 1800000 WHERE id = ?1').bind(id).run()
    const { view } = await post('/my/open', {
      reference: [family.reference],
      tail: [family.tail],
    })
    await post('/my/withdraw', { pass: [view.pass], sure: ['yes'] })
    const after = await now(id)
    expect(after?.closed_at).not.toBeNull()
    // Nobody had looked for half an hour.
    expect(after?.escalated_at).not.toBeNull()
    expect((await at(clinic).get(`/staff/alerts/${id}`)).view.page).toBe('nameless')
    expect((await at(clinic).get('/staff/alerts')).view.lines.map((each: Shown) => each.id)).not.toContain(id)
  })
  it('rings where the record is now, though the page was opened before it was corrected', async () => {
    const home = await family()
    await report(await opened(home), ['36.5', '36.5'])
    const page = await opened(home)
    await corrected(home, { 'home.village': ['dawan'] })
    await report(page, ['38.2', '36.5'])
    expect(await rowsOf<Alert>('alert', home.id)).toMatchObject([{ kind: 'fever', village: 'dawan' }])
  })
})

describe('where the audit cannot be written', () => {
  afterEach(() => env.DB.prepare('DROP TRIGGER IF EXISTS stopped').run())

  it('nothing of a fever leaves, and no step is taken', async () => {
    const { id } = await feverish()
    await press(clinic, id, 'acknowledge')
    await env.DB.prepare("CREATE TRIGGER stopped BEFORE INSERT ON audit BEGIN SELECT raise(ABORT, 'full'); END").run()
    const before = await now(id)
    const answers = [
      await at(clinic).get('/staff/alerts'),
      await at(clinic).get(`/staff/alerts/${id}`),
      await press(clinic, id, 'reveal'),
      await press(clinic, id, 'contact', { outcome: 'reached', call: key() }),
      await press(clinic, id, 'transfer'),
      await press(clinic, id, 'close', { end: 'better', call: key() }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 503, 503, 503, 503])
    expect(JSON.stringify(answers.map(({ view }) => view))).not.toMatch(/38\.?2|\*\*/)
    expect(await now(id)).toEqual(before)
  })
})
