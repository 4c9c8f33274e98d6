/** Every public page: light, whole by itself, and leading nowhere wrong. */
import { brotliCompressSync, constants } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { url } from '../support/served.ts'
import { type StaticPage, staticPages } from '../support/static-pages.ts'

const pages = staticPages()

function all(html: string, pattern: RegExp): string[] {
  return [...html.matchAll(pattern)].map(([, found = '']) => found.replaceAll('&amp;', '&'))
}

it('there are at least six notices, six pieces of knowledge and six rebuttals', () => {
  for (const section of ['notices', 'knowledge', 'rumors']) {
    const entries = pages.filter(({ path }) => path.startsWith(`/${section}/`) && path !== `/${section}/`)
    expect(entries.length, section).toBeGreaterThanOrEqual(6)
  }
})

describe.each(pages.map((page) => [page.path, page] as [string, StaticPage]))('%s', (_, { html }) => {
  it('is at most 14,000 bytes on the wire, in one request', () => {
    const wire = brotliCompressSync(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
    expect(wire.byteLength).toBeLessThanOrEqual(14_000)
    expect(all(html, /<(link[^>]*stylesheet|script[^>]*\ssrc|img|iframe|video|audio|object|embed)\b/g)).toEqual([])
    expect(all(html, /url\((?!["']?data:)([^)]*)\)/g)).toEqual([])
    expect(html).not.toContain('@import')
  })
  it('is Chinese, has one heading of its own, the big-text switch and the mark of a sample', () => {
    expect(html).toContain('<html lang="zh-CN"')
    expect(all(html, /<(h1)[\s>]/g)).toHaveLength(1)
    // A sheet of paper is as large as its paper.
    if (!html.includes('<main class="sheet')) expect(html).toMatch(/<input type="checkbox" id="big"/)
    expect(html).toContain('示例：')
  })
  it('runs on Chrome 79 and Safari 13', () => {
    expect(html).not.toMatch(/@layer|@container|:has\(|:is\(|:where\(|oklch|color-mix|\binset:|[^-]gap:/)
    expect(html).not.toMatch(/<script[^>]*>[^<]*(\?\.|\?\?)/)
  })
  it('dials what it prints, which does not run into the hours before it where there is no style', () => {
    expect(html).not.toContain('</span><a class="phone')
    const links = [...html.matchAll(/<a\b[^>]*href="tel:([^"]*)"[^>]*>([^<]*)<\/a>/g)]
    for (const [, dialled, printed = ''] of links) expect(dialled).toBe(printed.replace(/\D/g, ''))
    const rest = html.replace(/<head>.*?<\/head>|<a\b[^>]*>[^<]*<\/a>/gs, '')
    expect(rest.match(/0\d{2,3}-\d{7}/g) ?? []).toEqual([])
  })
})

it('every link inside the site answers, and every anchor is there', async () => {
  const targets = new Set(
    pages.flatMap(({ path, html }) => all(html, /\shref="([^"]*)"/g).map((href) => new URL(href, url + path).href)),
  )
  const inside = [...targets].filter((href) => href.startsWith(`${url}/`))
  expect(inside.length).toBeGreaterThan(30)
  const broken = await Promise.all(
    inside.map(async (href) => {
      const answer = await fetch(href)
      const { hash } = new URL(href)
      const text = await answer.text()
      const there = !hash || text.includes(`id="${decodeURIComponent(hash.slice(1))}"`)
      return answer.status === 200 && there ? [] : [`${href} ${answer.status}`]
    }),
  )
  expect(broken.flat()).toEqual([])
})

it('a link out of the site is a source, and takes no address along', () => {
  const out = pages.flatMap(({ html }) => all(html, /<a\s([^>]*href="https?:[^>]*)>/g))
  expect(out.length).toBeGreaterThan(10)
  expect(out.filter((attributes) => !attributes.includes('rel="noreferrer"'))).toEqual([])
})

it.each([
  ['/fx', '/forms/returnee/'],
  ['/zy', '/forms/volunteer/'],
  ['/tz', '/notices/'],
  ['/zs', '/knowledge/'],
  ['/py', '/rumors/'],
  ['/cx', '/my/'],
  ['/tw', '/my/check-in'],
  ['/forms/', '/'],
])('the short way %s leads to %s', async (short, long) => {
  const answer = await fetch(url + short)
  expect([answer.status, new URL(answer.url).pathname]).toEqual([200, long])
})

it.each(['/my/open', '/my/check-in'])(
  'the door %s says beside each field that it is empty, and keeps the other',
  async (path) => {
    const answer = await fetch(url + path, {
      method: 'POST',
      body: new URLSearchParams({ reference: ' ', tail: '0001' }),
    })
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toMatch(/<title>有误：/)
    expect(html).toMatch(/<li><a href="#reference">请填登记号/)
    expect(html).toMatch(/<p class="error" id="reference-error">请填登记号/)
    expect(html).toMatch(/<input[^>]* id="tail"[^>]* value="0001"/)
    expect(html).not.toContain('tail-error')
  },
)
