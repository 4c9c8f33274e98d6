/** What waits for its minute is nowhere before it: on no page, in no feed, in no list for machines. */
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newSecrets } from '#cli/secrets.ts'
import { type Serving, serve } from '#cli/serve.ts'
import { inventedTown, waiting } from '../support/invented-town.ts'

const secret = new RegExp(`${waiting.slug}|${waiting.title}`)
const data = mkdtempSync(join(tmpdir(), 'shouwang-waiting-'))
let client: string
let serving: Serving

beforeAll(async () => {
  const dist = join(await inventedTown(), 'dist')
  client = join(dist, 'client')
  serving = await serve({ port: 0, host: '127.0.0.1', data, secrets: newSecrets(), dist })
})
afterAll(async () => {
  await serving?.stop()
  rmSync(data, { recursive: true, force: true })
})

it('a file that knows of it is served without it, or not at all', async () => {
  const knowing = globSync('**/*.*', { cwd: client })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => secret.test(readFileSync(join(client, file), 'utf8')))
  const paths = knowing.map((file) => `/${file.replace(/index\.html$/, '')}`)
  for (const path of [
    '/notices/waiting-notice/',
    '/notices/waiting-notice/cap.xml',
    '/notices/feed.xml',
    '/notices/cap.xml',
  ])
    expect(paths).toContain(path)
  expect(paths).not.toContain('/sitemap.xml')
  for (const path of paths) {
    const answer = await fetch(serving.url + path)
    expect(answer.status, path).toBe(path.startsWith('/notices/waiting-notice/') ? 404 : 200)
    expect(await answer.text(), path).not.toMatch(secret)
  }
})

it('what it will replace still warns, and nothing says until when', async () => {
  const text = await (await fetch(`${serving.url}/notices/cap.xml`)).text()
  expect(text).toContain('返乡人员请登记')
  expect(text).not.toContain('<?until')
})
