/** Each notice that is not over has its script, its texts and its sheets, and each says until when it holds. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, it } from 'vitest'
import { root } from '#cli/here.ts'
import { staticPages } from '../support/static-pages.ts'

const url = inject('url')
const channels = ['broadcast', 'door', 'poster', 'poster-a3', 'share']
const pages = staticPages()
const own = pages.filter(({ path }) => /^\/notices\/\d{4}-\d\d-\d\d-[\w-]+\/$/.test(path))
const running = own.filter(({ path }) => pages.some((page) => page.path === `${path}share/`))

function end(html: string): string | undefined {
  return /data-times="\d+ \d+ (\S+) \w+"[^>]*data-gate/.exec(html)?.[1]
}

it('a notice that is over has none, any other has all', () => {
  expect(running.length).toBeGreaterThanOrEqual(3)
  for (const { path, html } of own) {
    const there = channels.filter((channel) => pages.some((page) => page.path === `${path}${channel}/`))
    const over = end(html) !== '-' && Number(end(html)) <= Date.now()
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
  const { path = '' } = running[0] ?? {}
  for (const channel of channels) {
    const answer = await fetch(`${url}${path}${channel}/`)
    expect(answer.status).toBe(200)
    expect(await answer.text(), channel).not.toContain('已经失效')
  }
})

it('what is to be copied stands whole in the page, its button only where a script shows it', () => {
  for (const { path } of running) {
    const html = pages.find((page) => page.path === `${path}share/`)?.html ?? ''
    expect(html.match(/<pre class="saying"/g)).toHaveLength(3)
    for (const [button] of html.matchAll(/<button[^>]*data-copy[^>]*>/g)) expect(button).toMatch(/ hidden/)
    expect(html).toMatch(/\d+ 个字，(?:一条发完|分 \d+ 条发)/)
  }
})

it('the card that messengers show is small and of their size', () => {
  const card = readFileSync(join(root, 'public/card.png'))
  expect([card.readUInt32BE(16), card.readUInt32BE(20)]).toEqual([1200, 630])
  expect(card.byteLength).toBeLessThanOrEqual(60 * 1024)
})
