/** Where no line can be written to the audit, no data leaves and nothing is done: at every door of the desk and of /my. */
import { env } from 'cloudflare:workers'
import { afterAll, expect, it, vi } from 'vitest'
import { app } from '#app.ts'
import type { Raw } from '#forms/page.ts'
import { dayAt } from '#platform/clock.ts'
import { openVault } from '#platform/vault.ts'
import { post, send } from '#test/support/app.ts'
import { looked } from '#test/support/clock.ts'
import { counted } from '#test/support/counts.ts'
import { enrolled } from '#test/support/desk.ts'
import { registered } from '#test/support/seated.ts'
import { typed } from '#test/support/typed.ts'

// Twice at every door that writes, and more.
const INJECTIONS = counted({ tested: 300, drilled: 1000 })
// Each failure is logged, which hundreds of times over would hide every other word of the tests.
const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined)
afterAll(() => quiet.mockRestore())
const [one] = (await registered({ name: '欧阳示例', phone: '10000006789' })) as [{ id: string; reference: string }]
const staff = await Promise.all((['village', 'town', 'clinic', 'auditor'] as const).map((role) => enrolled(role)))
// A fever and a wish of this person, as a check-in keeps them.
const vault = await openVault(env)
const [key, day] = [one.id, dayAt(Date.now())]
await env.DB.batch([
  env.DB.prepare(
    `INSERT INTO check_in (key, submission, person, day, slot, revision, temperature, village, sealed, observed_at, reported_at, by, source)
     VALUES (?1, ?1, 0, ?2, 0, 1, 386, 'liuxi', ?3, 1, 1, 'holder', 'self')`,
  ).bind(key, day, await vault.seal(['check_in', `${key}-0`, 'liuxi'], { symptoms: ['chest'] })),
  env.DB.prepare(
    `INSERT INTO alert (id, submission, person, day, slot, village, kind, opened_at, acknowledged_at, escalated_at)
     VALUES (?1 || '-0', ?1, 0, ?2, 0, 'liuxi', 'fever', 1, 2, 1)`,
  ).bind(key, day),
  env.DB.prepare(
    "INSERT INTO entry (id, submission, book, village, step, waits, made_at, sealed) VALUES (?1, ?1, 'care', 'liuxi', 'open', 1, 1, ?2)",
  ).bind(key, await vault.seal(['entry', key, key], { words: '阳示例夜里睡不着' })),
])
const sessions = staff.map(({ session }) => session)
const { view: opened } = await post('/my/open', { reference: [one.reference], tail: ['6789'] })

// What one page after the other may ask for; none of it is the person's own but the number to look up.
const fields: Raw = {
  ...typed(),
  name: ['李示例'],
  pass: [opened.pass],
  show: ['all'],
  sure: ['yes'],
  seen: ['1'],
  reference: [one.reference],
  tail: ['6789'],
  sought: [one.reference],
  reason: ['verify'],
  outcome: ['reached'],
  call: ['c'.repeat(22)],
  note: ['说好周五'],
  end: ['better'],
  id: [staff[2]?.id ?? ''],
  role: ['town'],
  villages: ['liuxi'],
  format: ['csv'],
  choice: ['done'],
  text: ['阳示例要一份'],
  key: ['k'.repeat(22)],
}
const { view: check } = await post('/my/check', fields)
fields['token'] = [check.token]
looked()

const doors = [...new Set(app.routes.map(({ method, path }) => `${method} ${path}`))].filter((door) =>
  /^(GET|POST) \/(staff|my)\b/.test(door),
)

function ask(door: string, session: string, db = env.DB) {
  const [method = '', pattern = ''] = door.split(' ')
  const path = pattern
    .replace(/:\w+\{([a-z-]+)(\|[a-z|-]+)?\}/g, '$1')
    .replace(/:\w+\{\[\\w-\]\{24\}\}/g, `${one.id}-0`)
    .replace(/:\w+(\{[^/]*\})?/g, one.id)
    .replace('*', '')
  const headers = { cookie: session, origin: 'http://shouwang.test' }
  return method === 'POST' ? post(path, fields, headers, db) : send(path, { method, headers }, db)
}

/** The database, but for the table of the audit, which is not there for whoever wants to write to it. */
function broken(tell: () => void): D1Database {
  const prepare = (sql: string) => {
    const writes = /\binto audit\b/i.test(sql)
    if (writes) tell()
    return env.DB.prepare(writes ? sql.replace(/\binto audit\b/i, 'INTO audit_that_is_away') : sql)
  }
  return new Proxy(env.DB, {
    get: (db, name) => {
      if (name === 'prepare') return prepare
      const own = Reflect.get(db, name)
      return typeof own === 'function' ? own.bind(db) : own
    },
  })
}

// A time or a random id may hold the digits, too.
const marks = /欧|(?<![\w-])6789(?![\w-])|0006789|阳示例|"temperature":386/
// What was sent, word for word, may come back to whoever sent it.
const own = JSON.stringify(fields)
const told = ({ view, headers }: Awaited<ReturnType<typeof send>>) =>
  JSON.stringify(view).replace(own, '{}').replaceAll(' ', '') + JSON.stringify([...headers])

// Tries are counted before they are judged, and the block comes after the answer; neither is about a record. The watch is an
// index, computed of the records before somebody looks.
const aside = [
  ...['throttle', 'session', 'block', 'operation', 'job_run', 'sqlite_sequence', 'd1_migrations'],
  ...['watch', 'watch_mark', 'watch_tally'],
]
async function everything(): Promise<Record<string, unknown>> {
  const { results } = await env.DB.prepare(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
  ).all<{ name: string }>()
  const tables = results.map(({ name }) => name).filter((name) => !aside.includes(name))
  const rows = await env.DB.batch(tables.map((table) => env.DB.prepare(`SELECT * FROM "${table}"`)))
  return Object.fromEntries(tables.map((table, i) => [table, rows[i]?.results]))
}

it(`no data leaves and no row changes, ${INJECTIONS} times`, async () => {
  const before = await everything()
  expect(Object.keys(before)).toEqual(expect.arrayContaining(['submission', 'audit', 'contact', 'staff', 'device']))
  const wrong: string[] = []
  const trying = new Set<string>()
  let injected = 0
  const inject = async (door: string, session: string) => {
    let writes = 0
    const answer = await ask(
      door,
      session,
      broken(() => {
        writes += 1
      }),
    )
    if (marks.test(told(answer))) wrong.push(`${door}: ${told(answer).slice(0, 200)}`)
    if (writes === 0) return
    if (answer.status !== 503) wrong.push(`${door}: ${answer.status}`)
    trying.add(door)
    injected += 1
  }
  const at = (door: string) => (door.includes('/my') ? [''] : sessions).map((session) => inject(door, session))
  await Promise.all(doors.flatMap(at))
  expect(await everything()).toEqual(before)
  while (injected < INJECTIONS) {
    await env.DB.prepare('DELETE FROM throttle').run()
    await Promise.all([...trying].flatMap(at))
  }
  expect(wrong).toEqual([])
  expect(await everything()).toEqual(before)
  expect(trying.size).toBeGreaterThan(15)
})

it('the very same doors show the person where the line is written, so the test would see it', async () => {
  const showing = new Set<string>()
  // First what only looks, while the record still stands where it was.
  const done = doors.filter((door) => !/withdraw|revoke|leave|remove|keep$/.test(door)).toSorted()
  for (const door of done)
    for (const session of sessions)
      if (!showing.has(door) && marks.test(told(await ask(door, session)))) showing.add(door)
  expect([...showing]).toEqual(
    expect.arrayContaining([
      'POST /my/open',
      'POST /my/record',
      'POST /my/copy',
      'POST /my/correct',
      'GET /staff/records',
      'POST /staff/records/find',
      'GET /staff/records/:id{[\\w-]{22}}',
      'POST /staff/records/:id{[\\w-]{22}}/reveal',
      'POST /staff/exports',
      'GET /staff/alerts',
      'GET /staff/alerts/:id{[\\w-]{24}}',
      'POST /staff/alerts/:id{[\\w-]{24}}/reveal',
      'POST /staff/alerts/:id{[\\w-]{24}}/contact',
      'GET /staff/care/:id{[\\w-]{22}}',
      'POST /staff/care/:id{[\\w-]{22}}/step',
    ]),
  )
})
