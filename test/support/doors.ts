/** Every door at which somebody is told how a household is: the routes behind it, and the way through. */
import { env } from 'cloudflare:workers'
import type { Raw } from '#forms/page.ts'
import { returnee } from '#forms/returnee.ts'
import { dayAt, timeAt } from '#platform/clock.ts'
import { randomText } from '#platform/vault.ts'
import { post, send } from './app.ts'
import { looked } from './clock.ts'
import { corrected, type Family, family, opened, report } from './observed.ts'
import type { Seated } from './seated.ts'
import { example, typed } from './typed.ts'

/** What a household tells, by the keys of the form. */
export interface Said {
  temperature?: string
  symptoms?: string[]
  help?: string[]
  name?: string
  phone?: string
}

/** The record that it was told of, and whether whoever told it was sent to the clinic at once. */
export type Door = (said: Said) => Promise<{ id: string; urgent: boolean }>

const today = dayAt(Date.now())
const flat = (raw: Raw) => Object.fromEntries(Object.entries(raw).map(([name, [value = '']]) => [name, value]))

/** The record that came last. */
export const newest = async () =>
  (await env.DB.prepare('SELECT id FROM submission ORDER BY rowid DESC LIMIT 1').first<string>('id')) ?? ''

/** A complete form that says so. */
export const raw = ({ temperature = '36.5', symptoms = ['none'], help = ['none'], name, phone }: Said): Raw => ({
  ...typed(),
  ...{ temperature: [temperature], symptoms, help },
  ...(name && { name: [name] }),
  ...(phone && { phone: [phone] }),
})

const words: Record<string, string> = {
  fever: '发热',
  cough: '咳嗽',
  breathless: '气促',
  chest: '胸闷',
  none: '都没有',
}
const inWords = (symptoms: string[]) => symptoms.map((each) => words[each]).join('、')

let sheets = 0
const sheet = () => {
  sheets += 1
  return { key: `k${sheets}`.padEnd(22, '_'), next: '2', village: 'liuxi', writtenOn: today, signed: 'yes' }
}

/** Where a whole form is filled in, or a row of one. */
export const formDoors = (cadre: Seated): Record<string, { routes: string[]; door: Door }> => {
  const list = async (fields: Record<string, string>) => {
    const path = '/staff/entry/list/returnee'
    const { view: asked } = await cadre.post(path, fields)
    // Somebody who is there already is asked about, and is another one here.
    const others = Object.fromEntries(Object.keys(asked.twins ?? {}).map((number) => [`r.${number}.twin`, 'new']))
    const { view } = asked.page === 'entry-done' ? { view: asked } : await cadre.post(path, { ...fields, ...others })
    if (view.page !== 'entry-done') throw new Error(JSON.stringify(view.errors))
    return { id: await newest(), urgent: view.entered[0].urgent ?? false }
  }
  return {
    page: {
      routes: ['POST /forms/:form/check', 'POST /forms/:form/keep'],
      door: async (said) => {
        const { view } = await post('/forms/returnee/check', raw(said))
        looked()
        const kept = await post('/forms/returnee/keep', { ...raw(said), token: [view.token] })
        return { id: await newest(), urgent: kept.view.urgent }
      },
    },
    API: {
      routes: ['POST /api/forms/:form'],
      door: async ({ symptoms = ['none'], help = ['none'], ...said }) => {
        const answers = { ...example(returnee), ...said, symptoms, help }
        const headers = { 'content-type': 'application/json' }
        const { view } = await send('/api/forms/returnee', { method: 'POST', body: JSON.stringify(answers), headers })
        return { id: await newest(), urgent: view.call?.say === '请现在打卫生院电话' }
      },
    },
    correction: {
      routes: ['POST /my/check', 'POST /my/keep'],
      door: async (said) => {
        const one = await family()
        const { view } = await corrected(one, raw(said))
        return { id: one.id, urgent: view.urgent }
      },
    },
    'correction at the desk': {
      routes: ['', '/check', '/keep'].map((step) => `POST /staff/records/:id{[\\w-]{22}}/correct${step}`),
      door: async (said) => {
        const { id } = await family()
        await env.DB.prepare('DELETE FROM throttle').run()
        const { view } = await cadre.post(`/staff/records/${id}/correct`)
        const fields = { ...flat(raw(said)), ...view.route.hidden, because: '本人来电话说的' }
        const { view: look } = await cadre.post(`/staff/records/${id}/correct/check`, fields)
        looked()
        const kept = await cadre.post(`/staff/records/${id}/correct/keep`, { ...fields, token: look.token })
        return { id, urgent: kept.view.urgent ?? false }
      },
    },
    desk: {
      routes: ['POST /staff/entry/:form/check', 'POST /staff/entry/:form/keep'],
      door: async (said) => {
        const fields = { ...flat(raw(said)), filledBy: 'cadre' }
        const { view } = await cadre.post('/staff/entry/returnee/check', fields)
        looked()
        const kept = await cadre.post('/staff/entry/returnee/keep', { ...fields, token: view.token })
        return { id: await newest(), urgent: kept.view.entered[0].urgent }
      },
    },
    'typed paper': {
      routes: ['POST /staff/entry/list/:form'],
      door: ({ name = '欧阳示例', phone = '10000006789', temperature = '', symptoms = [] }) => {
        const cells = { name, phone, arrival: today, temperature, symptoms: inWords(symptoms) }
        const said = Object.entries(cells).filter(([, value]) => value)
        return list({ ...sheet(), ...Object.fromEntries(said.map(([path, value]) => [`r.1.${path}`, value])) })
      },
    },
    'pasted paper': {
      routes: ['POST /staff/entry/list/:form'],
      door: async (said) => {
        const fields = { ...sheet(), pasted: tableOf(said, '\t'), columns: 'yes' }
        return list({ ...sheet(), ...rowsIn(await cadre.post('/staff/entry/list/returnee', fields)) })
      },
    },
    file: {
      routes: ['POST /staff/entry/list/:form'],
      door: async (said) => {
        const bytes = new TextEncoder().encode(tableOf(said, ','))
        const { view } = await cadre.upload('/staff/entry/list/returnee', sheet(), bytes)
        const fields = { ...sheet(), pasted: view.pasted, columns: 'yes' }
        return list({ ...sheet(), ...rowsIn(await cadre.post('/staff/entry/list/returnee', fields)) })
      },
    },
  }
}

const tableOf = (
  { name = '欧阳示例', phone = '10000006789', temperature = '', symptoms = [] }: Said,
  between: string,
) =>
  [
    ['姓名', '电话', '返乡日期', '体温', '症状'],
    [name, phone, today, temperature, inWords(symptoms)],
  ]
    .map((cells) => cells.join(between))
    .join('\n')

// biome-ignore lint/suspicious/noExplicitAny: a view as JSON
const rowsIn = ({ view }: { view: any }): Record<string, string> =>
  Object.fromEntries(
    view.sheet.rows.flatMap(({ number, cells }: { number: number; cells: Record<string, string> }) =>
      Object.entries(cells).map(([path, value]) => [`r.${number}.${path}`, value]),
    ),
  )

/** Where only a temperature is told, and at some doors symptoms: of a family that is there. */
export const reportDoors = (cadre: Seated, guard: Seated, clinic: Seated) => {
  const enter =
    (source: string, what = 'entry', desk = cadre) =>
    async (one: Family, temperature: string) => {
      const { view } = await desk.post(`/staff/watch/${one.id}/${what}`, { source })
      const said = { 'p0.temperature': temperature, 'p1.temperature': '36.5', well: 'yes' }
      const done = await desk.post(`/staff/watch/${one.id}/${what}`, {
        source,
        key: view.key,
        seen: view.seen,
        ...said,
      })
      return done.view.result === 'rang'
    }
  const doors: Record<
    string,
    { routes: string[]; source: string; daysAgo?: number; tell(one: Family, value: string): Promise<boolean> }
  > = {
    'check-in': {
      routes: ['POST /my/check-in', 'POST /my/check-in/send'],
      source: 'check-in',
      tell: async (one, value) => (await report(await opened(one), [value, '36.5'])).view.people[0].rings !== '',
    },
    'desk, as told': { routes: ['POST /staff/watch/:id{[\\w-]{22}}/entry'], source: 'check-in', tell: enter('proxy') },
    'desk, from paper': {
      routes: ['POST /staff/watch/:id{[\\w-]{22}}/entry'],
      source: 'check-in',
      tell: enter('paper'),
    },
    'the closing visit': {
      routes: ['POST /staff/watch/:id{[\\w-]{22}}/visit'],
      ...{ source: 'check-in', daysAgo: 16, tell: enter('proxy', 'visit', clinic) },
    },
    'the clinic, at an open alert': {
      routes: ['POST /staff/alerts/:id{[\\w-]{24}}/measure'],
      source: 'check-in',
      // The alert at whose page it is told goes again, so that what is left is what this told.
      tell: async ({ id }, temperature) => {
        const alert = (sql: string) => env.DB.prepare(sql).bind(id).run()
        await alert(
          `INSERT INTO alert (id, submission, person, day, slot, village, kind, opened_at, acknowledged_at)
           VALUES (?1 || '-0', ?1, 0, '2026-05-07', 0, 'liuxi', 'symptom', 1, 1)`,
        )
        const said = { temperature, call: randomText(16) }
        const { view } = await clinic.post(`/staff/alerts/${id}-0/measure`, said)
        await alert("UPDATE alert SET closed_at = 2 WHERE id = ?1 || '-0'")
        await alert("DELETE FROM alert WHERE id = ?1 || '-0'")
        return view.result === 'measured-fever'
      },
    },
    gate: {
      routes: ['POST /staff/checkpoint', 'POST /staff/checkpoint/pass'],
      source: 'gate',
      tell: async (one, temperature) => {
        const { view } = await guard.post('/staff/checkpoint', { code: one.reference })
        const said = { leave: view.party.leave, key: view.party.key, direction: 'in', temperature }
        return (await guard.post('/staff/checkpoint/pass', said)).view.noted.fever
      },
    },
    'gate, from paper': {
      routes: ['POST /staff/checkpoint/backlog'],
      source: 'gate',
      tell: async (one, temperature) => {
        const { view } = await guard.get('/staff/checkpoint/backlog')
        const cells = { day: today, time: timeAt(Date.now()), direction: 'in', temperature, reference: one.reference }
        const line = Object.fromEntries(Object.entries(cells).map(([name, value]) => [`0.${name}`, value]))
        return (await guard.post('/staff/checkpoint/backlog', { key: view.key, ...line })).view.fevers.length > 0
      },
    },
  }
  return doors
}
