/** Each notice that is not over has its script, its texts and its sheets, and each says until when it holds. */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '#cli/here.ts'
import { channelTexts } from '#src/words/channels.ts'
import { url } from '../support/served.ts'
import { staticPages } from '../support/static-pages.ts'

const channels = ['broadcast', 'door', 'poster', 'poster-a3', 'share']
const pages = staticPages()
const own = pages.filter(({ path }) => /^\/notices\/\d{4}-\d\d-\d\d-[\w-]+\/$/.test(path))
// The day may have turned since: what was in force when the site was built has its texts until it is built again. A build
// asks for the time when it begins, less than a minute before its first page.
const builtAt = statSync(join(root, 'dist/client/index.html')).mtimeMs - 60_000
const running = own.filter(({ path }) => pages.some((page) => page.path === `${path}share/`))

function end(html: string): string | undefined {
  return /data-times="\d+ \d+ (\S+) \w+"[^>]*data-gate/.exec(html)?.[1]
}

it('a notice that is over has none, any other has all', () => {
  expect(running.length).toBeGreaterThanOrEqual(3)
  for (const { path, html } of own) {
    const there = channels.filter((channel) => pages.some((page) => page.path === `${path}${channel}/`))
    const over = end(html) !== '-' && Number(end(html)) <= builtAt
    if (over) expect(there, path).toEqual([])
    if (there.length > 0) expect(there, path).toEqual(channels)
  }
})

it('each is gated and stamped by the times of its notice, and says until when it holds', () => {
  for (const { path, html } of running) {
    for (const channel of channels) {
      const page = pages.find((page) => page.path === `${path}${channel}/`)?.html ?? ''
      expect(end(page), channel).toBe(end(html))
      expect(page, channel).toMatch(/<p class="(?:wrong|over)"[^>]*data-when="expired superseded repealed"[^>]* hidden/)
      expect(page, channel).toMatch(end(html) === '-' ? /长期有效/ : /有效到20\d\d年\d+月\d+日/)
    }
  }
})

it('what the Worker sends of a notice in force does not call it over', async () => {
  // It may end within the minute.
  const inForce = running.find(({ html }) => end(html) === '-' || Number(end(html)) > Date.now() + 60_000)
  const path = inForce?.path ?? ''
  for (const channel of channels) {
    const answer = await fetch(`${url}${path}${channel}/`)
    expect(answer.status).toBe(200)
    expect(await answer.text(), channel).not.toContain('已经失效')
  }
})

it('what is to be copied stands whole in the page, its button only where a script shows it', () => {
  for (const { path } of running) {
    const html = pages.find((page) => page.path === `${path}share/`)?.html ?? ''
    expect(html.match(/<pre class="saying"/g)).toHaveLength(channelTexts.length)
    for (const [button] of html.matchAll(/<button[^>]*data-copy[^>]*>/g)) expect(button).toMatch(/ hidden/)
    expect(html).toMatch(/\d+ 个字，(?:一条发完|分 \d+ 条发)/)
  }
})

it('the card that messengers show is small and of their size', () => {
  const card = readFileSync(join(root, 'public/card.png'))
  expect([card.readUInt32BE(16), card.readUInt32BE(20)]).toEqual([1200, 630])
  expect(card.byteLength).toBeLessThanOrEqual(60 * 1024)
})
