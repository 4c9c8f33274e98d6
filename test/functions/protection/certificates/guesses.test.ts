/** Ten thousand guesses at codes and at numbers, or a hundred thousand, find nobody; how many of them are judged at all is exact. */
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { countTries } from '#platform/store/throttle.ts'
import { openVault } from '#platform/vault.ts'
import { newReference } from '#register/submissions/reference.ts'
import { newCode, readCode } from '#staff/code.ts'
import { post } from '#test/support/app.ts'
import { counted } from '#test/support/counts.ts'
import { family } from '#test/support/observed.ts'
import { seated } from '#test/support/seated.ts'

const GUESSES = counted({ tested: 10_000, drilled: 100_000 })
const BATCH = 2000
const vault = await openVault(env)

/** How many rows have an index that one of so many guesses has. */
async function found(sql: string, guess: () => Promise<string>): Promise<number> {
  let hits = 0
  for (let n = 0; n < GUESSES; n += BATCH) {
    const indexes = await Promise.all(Array.from({ length: BATCH }, guess))
    hits += (await env.DB.prepare(sql).bind(JSON.stringify(indexes)).first<number>('n')) ?? 0
  }
  return hits
}

/** How many of so many tries, as the door counts them, are judged. */
async function judged(key: string, most: number): Promise<number> {
  let within = 0
  const limit = { key, most, windowMs: 3_600_000 }
  const [, counting] = countTries(env.DB, [limit], Date.now())
  if (!counting) throw new Error('nothing counts')
  for (let n = 0; n < GUESSES; n += BATCH) {
    const results = await env.DB.batch<{ tries: number }>(Array.from({ length: BATCH }, () => counting))
    within += results.filter(({ results }) => (results[0]?.tries ?? 0) <= most).length
  }
  return within
}

it('codes: none of them is a paper', async () => {
  const town = await seated('town')
  const codes: string[] = []
  for (let n = 0; n < 5; n++) {
    const { id } = await family()
    codes.push((await town.post(`/staff/certificates/${id}/notice`, { person: '0' })).view.paper.code)
  }
  const sql = 'SELECT count(*) AS n FROM certificate WHERE code_index IN (SELECT value FROM json_each(?1))'
  const indexOf = (code: string) => vault.index('certificate', readCode(code))
  // The same road finds one that is there.
  const own = JSON.stringify(await Promise.all(codes.map(indexOf)))
  expect(await env.DB.prepare(sql).bind(own).first('n')).toBe(5)
  expect(await found(sql, () => indexOf(newCode()))).toBe(0)
})

it('codes: from one neighbourhood 120 an hour are judged, the next right one too is not', async () => {
  const town = await seated('town')
  const { id } = await family()
  const { code } = (await town.post(`/staff/certificates/${id}/notice`, { person: '0' })).view.paper
  const ask = async (code: string, from: string) =>
    (await post('/verify', { code: [code] }, { 'cf-connecting-ip': from })).view
  for (let n = 0; n < 119; n++) expect((await ask(newCode(), `192.0.2.${n}`)).paper).toBeUndefined()
  expect((await ask(code, '192.0.2.200')).paper).toBeDefined()
  const late = await ask(code, '192.0.2.201')
  expect(late).toEqual(await ask(newCode(), '192.0.2.202'))
  expect(late).toEqual({ page: 'verified' })
  expect((await ask(code, '192.0.3.1')).paper).toBeDefined()
})

it('numbers: sixty guesses an hour are judged from one neighbourhood, and none of many is a record', async () => {
  const one = await family()
  const ask = (reference: string, tail: string, from = '192.0.4.1') =>
    post('/my/open', { reference: [reference], tail: [tail] }, { 'cf-connecting-ip': from })
  for (let n = 0; n < 60; n++) expect((await ask(newReference(), '0000')).status).toBe(403)
  // The sixty-first is right, and judged no more.
  expect((await ask(one.reference, one.tail)).status).toBe(403)
  expect((await ask(one.reference, one.tail, '192.0.5.1')).status).toBe(200)
  expect(await judged('open-guesses', 60)).toBe(60)
  const sql = 'SELECT count(*) AS n FROM submission WHERE reference_index IN (SELECT value FROM json_each(?1))'
  expect(
    await env.DB.prepare(sql)
      .bind(JSON.stringify([await vault.index('reference', one.reference)]))
      .first('n'),
  ).toBe(1)
  expect(await found(sql, () => vault.index('reference', newReference()))).toBe(0)
})
