/** The Nu HTML checker over every page, static and printed by the Worker. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { root } from '#cli/here.ts'
import { java } from '#cli/tools.ts'
import { url } from '../support/served.ts'
import { searches, staticPages } from '../support/static-pages.ts'
import { encoded } from '../support/typed.ts'
import { workerPages } from '../support/worker-pages.ts'

const folder = mkdtempSync(join(tmpdir(), 'shouwang-html-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

// Java's quick compiler takes two thirds of the time of its thorough one here; its frames are larger.
const quick = ['-Xss2m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC']

function complaints(files: string[]): string[] {
  const jar = join(root, 'node_modules/vnu-jar/build/dist/vnu.jar')
  const done = spawnSync(java(), [...quick, '-jar', jar, '--format', 'json', '--errors-only', ...files], {
    encoding: 'utf8',
  })
  const { messages } = JSON.parse(done.stderr)
  return messages.map(
    ({ url = '', message = '', lastLine = 0 }) => `${url.split('/').slice(-3).join('/')}:${lastLine} ${message}`,
  )
}

it('finds what is wrong where something is, and nothing on any page', async () => {
  const wrong = join(folder, 'wrong.html')
  writeFileSync(
    wrong,
    '<!doctype html><html lang="zh-CN"><title>x</title><p id="a"><p id="a"><label for="nothing">x</label>',
  )
  const printed: string[] = []
  for (const [index, { name, path, raw, status, enctype }] of (await workerPages(url)).entries()) {
    const type = enctype ?? 'application/x-www-form-urlencoded'
    const answer = await fetch(url + path, {
      method: 'POST',
      body: encoded(raw).toString(),
      headers: { 'content-type': type },
    })
    expect(answer.status, name).toBe(status)
    const file = join(folder, `${index}-${name.replace(/\W+/g, '-')}.html`)
    writeFileSync(file, await answer.text())
    printed.push(file)
  }
  for (const [index, path] of searches.entries()) {
    const file = join(folder, `search-${index}.html`)
    writeFileSync(file, await (await fetch(url + path)).text())
    printed.push(file)
  }
  const files = [...staticPages().map(({ file }) => file), ...printed]
  expect(files.length).toBeGreaterThan(45)
  const found = complaints([wrong, ...files])
  expect(found.length).toBeGreaterThan(0)
  expect(found.filter((complaint) => !complaint.includes('/wrong.html:'))).toEqual([])
})
