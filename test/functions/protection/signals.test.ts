/** Fever, symptoms and wishes mean the same at whichever door they are told: the clinic's queue and the village's book hear of them in the record's own batch. */
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { app } from '#app.ts'
import { slotAt } from '#platform/calendar.ts'
import { addDays, dayAt } from '#platform/clock.ts'
import { alertCursor } from '#protection/alerts/queue.ts'
import { rule } from '#protection/observation/family.ts'
import { post } from '#test/support/app.ts'
import { looked } from '#test/support/clock.ts'
import { type Door, formDoors, newest, raw, reportDoors, type Said } from '#test/support/doors.ts'
import { corrected, family, opened, report, rowsOf } from '#test/support/observed.ts'
import { seated } from '#test/support/seated.ts'

const today = dayAt(Date.now())
const [cadre, clinic, guard] = [await seated('village', 'liuxi'), await seated('clinic'), await seated('checkpoint')]
const doors = formDoors(cadre)
const reports = reportDoors(cadre, guard, clinic)
const told = (name: string, said: Said) => (doors[name] as { door: Door }).door(said)

const checkIn: Door = async ({ temperature = '36.5', symptoms = [] }) => {
  const one = await family()
  const more = { 'p0.symptoms': symptoms, ...(symptoms.length > 0 ? { 'p1.temperature': [] } : {}) }
  const { view } = await report(await opened(one), [temperature], { ...more, well: symptoms.length > 0 ? [] : ['yes'] })
  return { id: one.id, urgent: view.people[0].rings !== '' }
}

const signals: [name: string, said: Said, kind: string | undefined][] = [
  ['39.2 with 发热', { temperature: '39.2', symptoms: ['fever'] }, 'fever'],
  ['37.3, the threshold', { temperature: '37.3' }, 'fever'],
  ['37.2, just below it', { temperature: '37.2' }, undefined],
  ...['fever', 'cough', 'breathless', 'chest'].map((symptom): [string, Said, string] => [
    `only ${symptom}`,
    { symptoms: [symptom] },
    'symptom',
  ]),
  ['nothing', {}, undefined],
]

describe.each(Object.entries(doors))('told by %s', (_, { door }) => {
  it.each(signals)('%s', async (_, said, kind) => {
    const { id, urgent } = await door(said)
    const alerts = await rowsOf<{ kind: string; village: string; source: string }>('alert', id)
    expect(alerts.map((alert) => [alert.kind, alert.village, alert.source])).toEqual(
      kind ? [[kind, 'liuxi', 'registration']] : [],
    )
    expect(urgent ?? false).toBe(kind !== undefined)
  })
})

describe('told by check-in', () => {
  it.each(signals)('%s', async (_, said, kind) => {
    const { id, urgent } = await checkIn(said)
    const alerts = await rowsOf<{ kind: string; source: string }>('alert', id)
    expect(alerts.map((alert) => [alert.kind, alert.source])).toEqual(kind ? [[kind, 'check-in']] : [])
    expect(urgent).toBe(kind !== undefined)
  })
})

describe.each(Object.entries(reports))('a temperature told by %s', (_, { source, tell, daysAgo = 3 }) => {
  it.each([
    ['39.2', 'fever'],
    ['37.3', 'fever'],
    ['37.2', undefined],
  ])('%s', async (value, kind) => {
    const one = await family(addDays(today, -daysAgo))
    expect(await tell(one, value)).toBe(kind !== undefined)
    const alerts = await rowsOf<{ kind: string; source: string; person: number }>('alert', one.id)
    expect(alerts.map((alert) => [alert.kind, alert.source, alert.person])).toEqual(kind ? [[kind, source, 0]] : [])
  })
})

it.each(Object.entries(reports).filter(([, { source }]) => source === 'check-in'))(
  'a rise over days told by %s',
  async (_, { tell, daysAgo = 3 }) => {
    const one = await family(addDays(today, -daysAgo))
    const { day } = slotAt(rule, Date.now())
    const insert = `INSERT INTO check_in (key, submission, person, day, slot, revision, temperature, village, observed_at, reported_at, by, source)
      VALUES (?1, ?2, 0, ?3, 0, 1, ?4, 'liuxi', 1, 1, 'holder', 'self')`
    const before: [back: number, value: number][] = [
      [2, 361],
      [1, 365],
    ]
    for (const [back, value] of before)
      await env.DB.prepare(insert).bind(`${back}${one.id}`.slice(0, 22), one.id, addDays(day, -back), value).run()
    await tell(one, '36.9')
    expect((await rowsOf<{ kind: string }>('alert', one.id)).map(({ kind }) => kind)).toEqual(['rising'])
  },
)

it.each(Object.entries(doors))('somebody who stands in another record is seen, told by %s', async (name, { door }) => {
  const place = Object.keys(doors).indexOf(name)
  const whoever = { name: `乙${'甲丙丁戊己庚辛壬癸'[place]}示例`, phone: `1000000${8100 + place}` }
  const first = await told('API', whoever)
  const { id } = await door(whoever)
  const pairs = 'SELECT other, phone FROM alike WHERE submission = ?1 AND other = ?2'
  expect(await env.DB.prepare(pairs).bind(id, first.id).first()).toEqual({ other: first.id, phone: 1 })
})

it.each(['page', 'API', 'correction', 'correction at the desk', 'desk'])(
  'each wish told by %s waits with the village, once',
  async (name) => {
    const wishes = { supplies: '送东西', medicine: '看病买药', comfort: '找人说说话', care: '照看老人孩子' }
    for (const [wish, words] of Object.entries(wishes)) {
      const { id } = await told(name, { help: [wish] })
      const [entry, ...others] = await rowsOf<{ id: string }>('entry', id)
      expect([entry, others]).toMatchObject([{ book: 'care', step: 'open', waits: 1, village: 'liuxi' }, []])
      const { view } = await cadre.get(`/staff/care/${entry?.id}`)
      expect(view.entry.said).toContainEqual(['要帮什么忙', words])
    }
  },
)

it('shows the clinic what was told and that it was at registration', async () => {
  const { id } = await told('page', { temperature: '39.2', symptoms: ['fever', 'cough'] })
  const [alert] = await rowsOf<{ id: string; opened_at: number }>('alert', id)
  const after = alertCursor.write({ seen: 0, at: (alert?.opened_at ?? 0) - 1, id: '0'.repeat(24) })
  const { view } = await clinic.get(`/staff/alerts?after=${after}`)
  expect(view.lines.find((line: { id: string }) => line.id === alert?.id)).toMatchObject({
    rang: { kind: 'fever', temperature: 392, symptoms: '发热、咳嗽' },
    state: 'unseen',
  })
  const one = await clinic.get(`/staff/alerts/${alert?.id}`)
  expect(one.view).toMatchObject({
    source: 'registration',
    record: id,
    rang: { temperature: 392, symptoms: '发热、咳嗽' },
  })
})

it('marks the record in the ledger, which can be narrowed to such', async () => {
  // A page has room for fifty, and the doors above rang more often.
  await env.DB.prepare('UPDATE alert SET closed_at = 1 WHERE closed_at IS NULL').run()
  const { id } = await told('page', { temperature: '38.8' })
  const marked = await cadre.get('/staff/records?stage=open&mark=rings')
  expect(marked.view.lines.find((line: { id: string }) => line.id === id)).toMatchObject({ rings: 'fever' })
  expect(marked.view.lines.every((line: { rings?: string }) => line.rings)).toBe(true)
  const all = await cadre.get('/staff/records?stage=open')
  expect(all.view.lines.some((line: { rings?: string }) => !line.rings)).toBe(true)
  const alert = (await rowsOf<{ id: string }>('alert', id))[0]?.id ?? ''
  await clinic.post(`/staff/alerts/${alert}/acknowledge`)
  await clinic.post(`/staff/alerts/${alert}/close`, { end: 'better', call: 'c'.repeat(22) })
  const after = await cadre.get('/staff/records?stage=open&mark=rings')
  expect(after.view.lines.map((line: { id: string }) => line.id)).not.toContain(id)
})

it('tells a correction only what was not told before: the latest, while nobody has seen it, and anew after that', async () => {
  const one = await family()
  await corrected(one, raw({ temperature: '37.5', help: ['supplies'] }))
  await corrected(one, raw({ temperature: '39.0', help: ['supplies'] }))
  await corrected(one, raw({ temperature: '39.0', help: ['supplies', 'medicine'] }))
  const alerts = () => rowsOf<{ id: string; temperature: number }>('alert', one.id)
  expect((await alerts()).map(({ temperature }) => temperature)).toEqual([390])
  expect(await rowsOf('entry', one.id)).toHaveLength(2)
  await clinic.post(`/staff/alerts/${(await alerts())[0]?.id}/acknowledge`)
  await corrected(one, raw({ temperature: '39.0', help: ['none'] }))
  expect(await alerts()).toHaveLength(1)
  await corrected(one, raw({ temperature: '39.5', help: ['none'] }))
  expect((await alerts()).map(({ temperature }) => temperature).sort()).toEqual([390, 395])
})

it('rings once for what is sent twice', async () => {
  const said = raw({ temperature: '39.2' })
  const { view } = await post('/forms/returnee/check', said)
  looked()
  const sent = { ...said, token: [view.token] }
  const [first, second] = [await post('/forms/returnee/keep', sent), await post('/forms/returnee/keep', sent)]
  expect(second.view).toEqual(first.view)
  expect(first.view.urgent).toBe(true)
  expect(await rowsOf('alert', await newest())).toHaveLength(1)
})

it('a fever of the evening check-in is another one than that of the registration', async () => {
  const one = await family()
  await corrected(one, raw({ temperature: '38.0' }))
  await report(await opened(one), ['38.6', '36.5'])
  const alerts = await rowsOf<{ source: string }>('alert', one.id)
  expect(alerts.map(({ source }) => source).sort()).toEqual(['check-in', 'registration'])
})

it('the gate says that it was the gate, when, and of how many one was too warm', async () => {
  const one = await family()
  const { view } = await guard.post('/staff/checkpoint', { code: one.reference })
  const { leave, key } = view.party
  await guard.post('/staff/checkpoint/pass', { leave, key, direction: 'in', temperature: '38.2' })
  const alert = (await rowsOf<{ id: string }>('alert', one.id))[0]?.id ?? ''
  const seen = await clinic.get(`/staff/alerts/${alert}`)
  expect(seen.view).toMatchObject({ source: 'gate', rang: { kind: 'fever', temperature: 382 }, party: { people: 2 } })
})

// What takes no word of how a household is. A new way in stands here or among the doors, or this fails.
const silent = [
  'POST /my/check-in/alarms.ics',
  'POST /my/check-in/forget',
  'POST /my/copy',
  'POST /my/correct',
  'POST /my/forget',
  'POST /my/open',
  'POST /my/paper',
  'POST /my/papers',
  'POST /my/record',
  'POST /my/requests',
  'POST /my/requests/write',
  'POST /my/withdraw',
  'POST /staff/alerts/:id{[\\w-]{24}}/acknowledge',
  'POST /staff/alerts/:id{[\\w-]{24}}/alert-reopen',
  'POST /staff/alerts/:id{[\\w-]{24}}/close',
  'POST /staff/alerts/:id{[\\w-]{24}}/contact',
  'POST /staff/alerts/:id{[\\w-]{24}}/reveal',
  'POST /staff/alerts/:id{[\\w-]{24}}/transfer',
  'POST /staff/alerts/:id{[\\w-]{24}}/transfer-back',
  'POST /staff/care/:id{[\\w-]{22}}/step',
  'POST /staff/care/:id{[\\w-]{22}}/undo',
  'POST /staff/care/file',
  'POST /staff/certificates/:id{[\\w-]{22}}/notice',
  'POST /staff/certificates/:id{[\\w-]{22}}/release',
  'POST /staff/devices/remove',
  'POST /staff/enrol',
  'POST /staff/entry/lists',
  'POST /staff/exports',
  'POST /staff/leave',
  'POST /staff/open',
  'POST /staff/people/again',
  'POST /staff/people/invite',
  'POST /staff/people/revoke',
  'POST /staff/people/unlock',
  'POST /staff/records/:id{[\\w-]{22}}/apart',
  'POST /staff/records/:id{[\\w-]{22}}/assign',
  'POST /staff/records/:id{[\\w-]{22}}/card',
  'POST /staff/records/:id{[\\w-]{22}}/close',
  'POST /staff/records/:id{[\\w-]{22}}/contact',
  'POST /staff/records/:id{[\\w-]{22}}/merge',
  'POST /staff/records/:id{[\\w-]{22}}/note',
  'POST /staff/records/:id{[\\w-]{22}}/reveal',
  'POST /staff/records/:id{[\\w-]{22}}/same',
  'POST /staff/records/:id{[\\w-]{22}}/split',
  'POST /staff/records/:id{[\\w-]{22}}/verify',
  'POST /staff/records/find',
  'POST /staff/requests/:id{[\\w-]{22}}/step',
  'POST /staff/requests/:id{[\\w-]{22}}/undo',
  'POST /staff/requests/file',
  'POST /staff/toy/:id{[\\w-]{22}}/step',
  'POST /staff/toy/:id{[\\w-]{22}}/undo',
  'POST /staff/toy/file',
  'POST /staff/watch/:id{[\\w-]{22}}/change',
  'POST /staff/watch/:id{[\\w-]{22}}/contact',
  'POST /staff/watch/:id{[\\w-]{22}}/end',
  'POST /staff/watch/:id{[\\w-]{22}}/phone',
  'POST /verify',
]

it('every door is in the table', () => {
  const known = [...Object.values(doors), ...Object.values(reports)].flatMap(({ routes }) => routes)
  const posted = [...new Set(app.routes.filter(({ method }) => method === 'POST').map(({ path }) => `POST ${path}`))]
  expect(posted.sort()).toEqual([...new Set([...known, ...silent])].sort())
})
