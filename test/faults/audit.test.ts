/** `npm run audit:verify` on the files of a server: beside it while it runs, and after somebody was at the database. */
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { root } from '#cli/here.ts'
import type { Ended } from '../support/command.ts'
import { newPlace, start } from '../support/process.ts'
import { copyOf, openIn, seenIn, single } from '../support/sqlite.ts'
import { encoded, looked, typed } from '../support/typed.ts'

const place = newPlace()
afterAll(() => rmSync(place.folder, { recursive: true, force: true }))

function verify(data: string, ...more: string[]): Promise<Ended> {
  const words = [
    '--disable-warning=ExperimentalWarning',
    join(root, 'functions/cli/verify.ts'),
    '--data',
    data,
    ...more,
  ]
  const env = { ...process.env, SHOUWANG_SECRETS: place.secrets }
  const child = spawn(process.execPath, words, { env })
  let [said, complained] = ['', '']
  child.stdout.on('data', (text) => (said += text))
  child.stderr.on('data', (text) => (complained += text))
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, said, complained })))
}

/** Starts the server, lets somebody register and look four times, and ends it; the next start seals that. */
async function serve(): Promise<void> {
  const server = await start(place)
  const send = async (path: string, body: Record<string, string[]>) =>
    (await fetch(server.url + path, { method: 'POST', body: encoded(body) })).text()
  const token = /name="token" value="([^"]+)"/.exec(await send('/forms/returnee/check', typed()))?.[1] ?? ''
  await looked()
  const kept = await send('/forms/returnee/keep', { ...typed(), token: [token] })
  const reference = /\d{4} \d{4} \d{4}/.exec(kept)?.[0] ?? ''
  for (let i = 0; i < 4; i += 1) await send('/my/open', { reference: [reference], tail: ['0001'] })
  const beside = await verify(place.data)
  expect(beside).toMatchObject({ status: 0, complained: '' })
  expect(beside.said).toMatch(/^\d+ lines are as they were written; \d+ blocks?, \d+ not in one yet\.\n/)
  await server.stop()
}

it('says in a sentence what somebody did to the audit, and names the head', async () => {
  await serve()
  waitForTimer()
  await serve()
  const head = String(seenIn(place, (db) => single(db, 'SELECT head FROM block ORDER BY n DESC LIMIT 1')))
  expect(head).toMatch(/^[0-9a-f]{64}$/)
  const whole = await verify(place.data, '--head', head.slice(0, 8))
  expect(whole).toMatchObject({ status: 0, complained: '' })
  expect(whole.said).toContain(`Head ${head} of 20`)

  const last = Number(seenIn(place, (db) => single(db, 'SELECT max(last) FROM block')))
  expect(last).toBeGreaterThan(4)
  const [turned, out, tail, strange, beheaded] = await Promise.all([
    after(["UPDATE audit SET act = 'copy' WHERE seq = 3"]),
    after(['DELETE FROM audit WHERE seq = 3']),
    after([`DELETE FROM audit WHERE seq > ${last - 2}`]),
    after(["INSERT INTO audit (at, actor, act, record, detail) VALUES (1, 'x', 'look', 'y', '')"]),
    after(['DELETE FROM block', 'DELETE FROM audit WHERE seq > 4'], '--head', head),
  ])
  expect(turned).toMatch(
    /^Line 3 is not as it was written, .*\nBlock \d does not fit its lines and the block before it\.\n$/,
  )
  expect(out).toMatch(/^Line 3 is missing\.\n/)
  expect(tail).toContain(`Lines ${last - 1} to ${last} are missing.`)
  expect(strange).toContain('no keyed hash')
  expect(beheaded).toMatch(/^The head that you gave is not in the chain: .*\n$/)
})

it('stops where there is nothing to look at, or nothing to tell by', async () => {
  expect(await verify(join(place.folder, 'nowhere'))).toMatchObject({ status: 1, said: '' })
  expect(await verify(place.data, '--head', 'no')).toMatchObject({ status: 1, said: '' })
})

/** What is complained of after these statements on a copy of the database. */
async function after(statements: string[], ...options: string[]): Promise<string> {
  const copy = copyOf(place)
  const db = openIn(copy)
  for (const sql of statements) db.exec(sql)
  db.close()
  const { status, complained } = await verify(copy, ...options)
  expect(status).toBe(1)
  return complained
}

/** As if ten minutes went by. */
function waitForTimer(): void {
  const db = openIn(place.data)
  db.exec('UPDATE job_run SET due = due - 600000')
  db.close()
}
