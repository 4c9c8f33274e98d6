/** A notice goes from scheduled to in force to over by the clock alone: one build, no script, nobody touches it. */
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newSecrets } from '#cli/secrets.ts'
import { type Serving, serve } from '#cli/serve.ts'
import { writeTimes } from '#publicity/notices/standing.ts'
import { type Chromium, openChromium, phone } from '../support/chromium.ts'
import { following, inventedTown } from '../support/invented-town.ts'

const [first = '', second = ''] = Object.keys(following).map((slug) => `/notices/${slug}/`)
const folder = mkdtempSync(join(tmpdir(), 'shouwang-clock-'))
const STEP_MS = 6_000
// What a busy machine needs until it serves.
const START_MS = 20_000
let serving: Serving
let browser: Chromium
let began = 0

// Built when the first is in force and the second is still to come; then their moments are moved to the next few seconds.
beforeAll(async () => {
  browser = await openChromium()
  const dist = join(folder, 'dist')
  cpSync(join(await inventedTown(), 'dist'), dist, { recursive: true })
  const timesOf = (path: string) =>
    /data-times="([^"]+)" data-gate/.exec(readFileSync(join(dist, 'client', path, 'index.html'), 'utf8'))?.[1] ?? ''
  const [one, two] = [timesOf(first), timesOf(second)]
  began = Date.now() + START_MS
  const at = (step: number) => began + step * STEP_MS
  const moved = {
    [one]: writeTimes({ published: at(0), from: at(0), end: at(2), ending: 'superseded' }),
    [two]: writeTimes({ published: at(1), from: at(2), end: at(3), ending: 'expired' }),
  }
  for (const page of globSync('client/**/*.html', { cwd: dist })) {
    const file = join(dist, page)
    const text = readFileSync(file, 'utf8')
    const late = Object.entries(moved).reduce((html, [was, is]) => html.replaceAll(`"${was}"`, `"${is}"`), text)
    if (late !== text) writeFileSync(file, late)
  }
  serving = await serve({ port: 0, host: '127.0.0.1', data: join(folder, 'data'), secrets: newSecrets(), dist })
})
afterAll(async () => {
  await serving?.stop()
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** What a person reads in the middle of a step, with scripts and without. */
async function readAt(step: number): Promise<Record<'first' | 'second' | 'list', string>> {
  await new Promise((resolve) => setTimeout(resolve, began + (step + 0.1) * STEP_MS - Date.now()))
  const both = [true, false].map(async (javaScriptEnabled) => {
    const page = await (await browser.newContext({ ...phone, javaScriptEnabled })).newPage()
    const text = async (path: string, part: string) => {
      const answer = await page.goto(serving.url + path)
      return `${answer?.status()} ${await page.locator(part).first().innerText()}`.replace(/\s+/g, ' ')
    }
    const seen = {
      first: await text(first, 'main'),
      second: await text(second, 'main'),
      list: await text('/notices/', '.lines'),
    }
    await page.context().close()
    return seen
  })
  const [withScripts, without] = await Promise.all(both)
  expect(without).toEqual(withScripts)
  return without as Record<'first' | 'second' | 'list', string>
}

it('walks through its standings without a rebuild', async () => {
  const before = await readAt(-1)
  expect(before.first).toMatch(/^404 /)
  expect(before.list).not.toContain('赶集')

  const published = await readAt(0)
  expect(published.first).toMatch(/^200 .*现在有效/)
  expect(published.first).not.toContain('以新通知为准')
  expect(published.list).toContain('赶集改时间')
  expect(published.second).toMatch(/^404 /)

  const announced = await readAt(1)
  expect(announced.first).toMatch(/现在有效.*以新通知为准：冬天的赶集时间/)
  expect(announced.second).toMatch(/^200 .*还没开始/)
  expect(announced.list).toContain('冬天的赶集时间 还没开始')

  const replaced = await readAt(2)
  expect(replaced.first).toMatch(/^200 .*已被新的取代/)
  expect(replaced.first).not.toContain('现在有效')
  expect(replaced.second).toMatch(/^200 .*现在有效/)
  expect(replaced.list).toContain('赶集改时间 已被新的取代')

  const over = await readAt(3)
  expect(over.second).toMatch(/^200 .*已过期/)
  expect(over.second).not.toContain('现在有效')
  expect(over.list).toContain('冬天的赶集时间 已过期')
})
