import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it } from 'vitest'
import { post, send } from '#test/support/app.ts'
import { typed } from '#test/support/typed.ts'

afterEach(() => env.DB.prepare("DELETE FROM operation WHERE name = 'closed'").run())

/** The same database as one that the Worker meets for the first time, and how often it was asked whether it is closed. */
function met() {
  const db = {
    asked: 0,
    prepare(sql: string) {
      if (sql.includes("'closed'")) this.asked++
      return env.DB.prepare(sql)
    },
    batch: (statements: D1PreparedStatement[]) => env.DB.batch(statements),
  }
  return { db: db as unknown as D1Database, asked: () => db.asked }
}

function close() {
  return env.DB.prepare("INSERT INTO operation VALUES ('closed', 1, '')").run()
}

describe('a database that was restored and not opened yet', () => {
  it('serves none of the doors to personal data, each time anew', async () => {
    await close()
    const { db } = met()
    const doors = [
      () => post('/forms/returnee/check', typed(), {}, db),
      () => post('/forms/returnee/keep', typed(), {}, db),
      () => post('/my/open', { reference: ['1'], tail: ['2'] }, {}, db),
      () => send('/staff/', {}, db),
      () => send('/api/health', {}, db),
    ]
    for (const door of doors) expect((await door()).status).toBe(503)
    const page = await doors[0]?.()
    const resend = { to: '/forms/returnee/check', raw: typed() }
    expect([page?.view, page?.headers.get('retry-after')]).toEqual([
      { page: 'error', why: 'closed', status: 503, resend },
      '600',
    ])
    await env.DB.prepare("DELETE FROM operation WHERE name = 'closed'").run()
    expect((await send('/api/health', {}, db)).status).toBe(200)
  })
  it('costs the doors of an open one a question in ten seconds, not one in each request', async () => {
    const { db, asked } = met()
    for (let i = 0; i < 20; i++) expect((await post('/forms/returnee/check', typed(), {}, db)).status).toBe(200)
    expect(asked()).toBe(1)
  })
})
