/** A page says at each minute what holds at that minute. */
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { app } from '#app.ts'
import { stamp } from '#publicity/notices/stamp.ts'
import { readTimes, standingAt, type Times, writeTimes } from '#publicity/notices/standing.ts'

const times: Times = { published: 1000, from: 2000, end: 3000, ending: 'expired' }

describe('the standing of a notice', () => {
  it.each([
    [999, 'unpublished'],
    [1000, 'upcoming'],
    [1999, 'upcoming'],
    [2000, 'effective'],
    [2999, 'effective'],
    [3000, 'expired'],
  ])('at %i is %s', (now, standing) => expect(standingAt(times, now)).toBe(standing))

  it('is what ended it, and never ends where nothing does', () => {
    expect(standingAt({ ...times, ending: 'superseded' }, 3000)).toBe('superseded')
    expect(standingAt({ ...times, end: Number.POSITIVE_INFINITY }, 9e15)).toBe('effective')
  })
  it('is never "in force" for what was taken back before it began', () => {
    expect(standingAt({ published: 1000, from: 5000, end: 3000, ending: 'repealed' }, 4000)).toBe('repealed')
  })
  it('survives being written into a page', () => {
    for (const each of [times, { ...times, end: Number.POSITIVE_INFINITY }])
      expect(readTimes(writeTimes(each))).toEqual(each)
  })
})

async function at(now: number, html: string): Promise<string | undefined> {
  return (await stamp(new Response(html), now))?.replace(/\s+/g, '')
}
const written = writeTimes(times)

it('leaves of the words those that hold', async () => {
  const html = `<p data-times="${written}"><b data-when="upcoming" hidden>soon</b><b data-when="effective expired" hidden>now</b></p>`
  expect(await at(1500, html)).toBe('<p><b>soon</b></p>')
  expect(await at(2500, html)).toBe('<p><b>now</b></p>')
  expect(await at(3500, html)).toBe('<p><b>now</b></p>')
  expect(await at(500, html)).toBe('<p></p>')
})

it('keeps the times of an element from what stands outside it', async () => {
  const late = writeTimes({ ...times, end: 9000 })
  const html = `<i data-times="${late}"><i data-times="${written}"></i><b data-when="effective">outer</b></i>`
  expect(await at(4000, html)).toBe('<i><i></i><b>outer</b></i>')
})

it('leaves the first few of a list that hold, and says so where none do', async () => {
  const one = (name: string, end: number) =>
    `<li data-times="${writeTimes({ ...times, end })}" data-when="effective" data-one hidden><b data-when="effective">${name}</b></li>`
  const html = `<ul data-take="2">${one('a', 3000)}${one('b', 4000)}${one('c', 4000)}</ul><p data-none hidden>none</p>`
  expect(await at(2500, html)).toBe('<ul><li><b>a</b></li><li><b>b</b></li></ul>')
  expect(await at(3500, html)).toBe('<ul><li><b>b</b></li><li><b>c</b></li></ul>')
  expect(await at(4500, html)).toBe('<ul></ul><p>none</p>')
})

it('shows nothing of a page before its minute', async () => {
  const html = `<article data-times="${written}" data-gate>secret</article>`
  expect(await at(999, html)).toBeUndefined()
  expect(await at(1000, html)).toBe('<articledata-gate>secret</article>')
})

it('a public page needs no secret', async () => {
  const answer = await app.request('http://shouwang.test/notices/', {}, { ...env, SEAL_KEYS: '' })
  // No static site stands behind the app here; a page that asked for the keys would fail instead.
  expect(answer.status).toBe(404)
})
