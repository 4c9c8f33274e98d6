/** Fever, symptoms and wishes mean the same at whichever door they are told: the clinic's queue and the village's book hear of them in the record's own batch. */
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Raw } from '#forms/page.ts'
import { returnee } from '#forms/returnee.ts'
import { sample } from '#forms/sample.ts'
import { dayAt } from '#platform/clock.ts'
import { alertCursor } from '#protection/alerts/queue.ts'
import { post, send } from '#test/support/app.ts'
import { looked } from '#test/support/clock.ts'
import { corrected, family, opened, report, rowsOf } from '#test/support/observed.ts'
import { type Seated, seated } from '#test/support/seated.ts'
import { typed } from '#test/support/typed.ts'

const today = dayAt(Date.now())
let [cadre, clinic, guard]: Seated[] = []
beforeAll(async () => {
  ;[cadre, clinic, guard] = [await seated('village', 'liuxi'), await seated('clinic'), await seated('checkpoint')]
})

/** What a household tells, as the page's fields say it; the tail of its phone. */
interface Said {
  temperature?: string
  symptoms?: string[]
  help?: string[]
}

const at = (desk: Seated | undefined): Seated => desk as Seated
const flat = (raw: Raw) => Object.fromEntries(Object.entries(raw).map(([name, [value = '']]) => [name, value]))
const newest = async () =>
  (await env.DB.prepare('SELECT id FROM submission ORDER BY rowid DESC LIMIT 1').first<string>('id')) ?? ''
const raw = ({ temperature = '36.5', symptoms = ['none'], help = ['none'] }: Said): Raw => ({
  ...typed(),
  temperature: [temperature],
  symptoms,
  help,
})

let rows = 0
const paper = async (fields: Record<string, string>) => {
  rows += 1
  const common = { key: `k${rows}`.padEnd(22, '_'), next: '2', village: 'liuxi', writtenOn: today, signed: 'yes' }
  const { view } = await at(cadre).post('/staff/entry/list/returnee', { ...common, ...fields })
  expect(view.page, JSON.stringify(view.errors)).toBe('entry-done')
  return { id: await newest(), urgent: view.entered[0].urgent }
}

type Door = (said: Said) => Promise<{ id: string; urgent: boolean }>

const doors: Record<string, Door> = {
  page: async (said) => {
    const { view } = await post('/forms/returnee/check', raw(said))
    looked()
    const kept = await post('/forms/returnee/keep', { ...raw(said), token: [view.token] })
    return { id: await newest(), urgent: kept.view.urgent }
  },
  API: async ({ temperature, symptoms = ['none'], help = ['none'] }) => {
    const answers = { ...sample(returnee, { today }), ...(temperature && { temperature }), symptoms, help }
    const headers = { 'content-type': 'application/json' }
    const { view } = await send('/api/forms/returnee', { method: 'POST', body: JSON.stringify(answers), headers })
    return { id: await newest(), urgent: view.call?.say === '请现在打卫生院电话' }
  },
  correction: async (said) => {
    const one = await family()
    const { view } = await corrected(one, raw(said))
    return { id: one.id, urgent: view.urgent }
  },
  'correction at the desk': async (said) => {
    const one = await family()
    const path = `/staff/records/${one.id}/correct`
    const { view } = await at(cadre).post(path)
    const fields = { ...flat(raw(said)), ...view.route.hidden, because: '本人来电话说的' }
    const checked = await at(cadre).post(`${path}/check`, fields)
    looked()
    const kept = await at(cadre).post(`${path}/keep`, { ...fields, token: checked.view.token })
    return { id: one.id, urgent: kept.view.urgent }
  },
  desk: async (said) => {
    const fields = { ...raw(said), filledBy: ['cadre'] }
    const { view } = await at(cadre).post('/staff/entry/returnee/check', flat(fields))
    looked()
    const kept = await at(cadre).post('/staff/entry/returnee/keep', { ...flat(fields), token: view.token })
    return { id: await newest(), urgent: kept.view.entered[0].urgent }
  },
  'typed paper': (said) =>
    paper({
      'r.1.name': '欧阳示例',
      'r.1.phone': '10000006789',
      'r.1.arrival': today,
      ...(said.temperature && { 'r.1.temperature': said.temperature }),
      ...(said.symptoms && { 'r.1.symptoms': said.symptoms.map((each) => words[each]).join('、') }),
    }),
}

const checkIn: Door = async ({ temperature = '36.5', symptoms = [] }) => {
  const one = await family()
  const more = { 'p0.symptoms': symptoms, ...(symptoms.length > 0 ? { 'p1.temperature': [] } : {}) }
  const { view } = await report(await opened(one), [temperature], { ...more, well: symptoms.length > 0 ? [] : ['yes'] })
  return { id: one.id, urgent: view.people[0].rings !== '' }
}

const words: Record<string, string> = {
  fever: '发热',
  cough: '咳嗽',
  breathless: '气促',
  chest: '胸闷',
  none: '都没有',
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

describe.each(Object.entries(doors))('told by %s', (_, door) => {
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

it.each(['page', 'API', 'correction', 'correction at the desk', 'desk'])(
  'each wish told by %s waits with the village, once',
  async (name) => {
    const wishes = { supplies: '送东西', medicine: '看病买药', comfort: '找人说说话', care: '照看老人孩子' }
    for (const [wish, words] of Object.entries(wishes)) {
      const { id } = await (doors[name] as Door)({ help: [wish] })
      const [entry, ...others] = await rowsOf<{ id: string }>('entry', id)
      expect([entry, others]).toMatchObject([{ book: 'care', step: 'open', waits: 1, village: 'liuxi' }, []])
      const { view } = await at(cadre).get(`/staff/care/${entry?.id}`)
      expect(view.entry.said).toContainEqual(['要帮什么忙', words])
    }
  },
)

it('shows the clinic what was told and that it was at registration', async () => {
  const { id } = await (doors['page'] as Door)({ temperature: '39.2', symptoms: ['fever', 'cough'] })
  const [alert] = await rowsOf<{ id: string; opened_at: number }>('alert', id)
  const after = alertCursor.write({ seen: 0, at: (alert?.opened_at ?? 0) - 1, id: '0'.repeat(24) })
  const { view } = await at(clinic).get(`/staff/alerts?after=${after}`)
  expect(view.lines.find((line: { id: string }) => line.id === alert?.id)).toMatchObject({
    rang: { kind: 'fever', temperature: 392, symptoms: '发热、咳嗽' },
    state: 'unseen',
  })
  const one = await at(clinic).get(`/staff/alerts/${alert?.id}`)
  expect(one.view).toMatchObject({
    source: 'registration',
    record: id,
    rang: { temperature: 392, symptoms: '发热、咳嗽' },
  })
})

it('marks the record in the ledger, which can be narrowed to such', async () => {
  const { id } = await (doors['page'] as Door)({ temperature: '38.8' })
  const marked = await at(cadre).get('/staff/records?stage=open&mark=rings')
  expect(marked.view.lines.find((line: { id: string }) => line.id === id)).toMatchObject({ rings: 'fever' })
  expect(marked.view.lines.every((line: { rings?: string }) => line.rings)).toBe(true)
  const all = await at(cadre).get('/staff/records?stage=open')
  expect(all.view.lines.some((line: { rings?: string }) => !line.rings)).toBe(true)
  const alert = (await rowsOf<{ id: string }>('alert', id))[0]?.id ?? ''
  await at(clinic).post(`/staff/alerts/${alert}/acknowledge`)
  await at(clinic).post(`/staff/alerts/${alert}/close`, { end: 'better', call: 'c'.repeat(22) })
  const after = await at(cadre).get('/staff/records?stage=open&mark=rings')
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
  await at(clinic).post(`/staff/alerts/${(await alerts())[0]?.id}/acknowledge`)
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
  const { view } = await at(guard).post('/staff/checkpoint', { code: one.reference })
  const { leave, key } = view.party
  await at(guard).post('/staff/checkpoint/pass', { leave, key, direction: 'in', temperature: '38.2' })
  const alert = (await rowsOf<{ id: string }>('alert', one.id))[0]?.id ?? ''
  const seen = await at(clinic).get(`/staff/alerts/${alert}`)
  expect(seen.view).toMatchObject({ source: 'gate', rang: { kind: 'fever', temperature: 382 }, party: { people: 2 } })
})
