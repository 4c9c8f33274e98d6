/** The worker for offline reading as a file: small, for old phones, never stale, and modest in what it fetches ahead. */
import { brotliCompressSync, constants } from 'node:zlib'
import { beforeAll, expect, it } from 'vitest'
import { url } from '../support/served.ts'
import { staticPages } from '../support/static-pages.ts'

let text = ''
let headers = new Headers()
beforeAll(async () => {
  const answer = await fetch(`${url}/sw.js`)
  ;[text, headers] = [await answer.text(), answer.headers]
})

const wire = (text: string) => brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).byteLength

it('is a script of at most 3 KB that every visit asks for anew and that may only fetch from here', () => {
  expect(headers.get('content-type')).toContain('javascript')
  expect(headers.get('cache-control')).toBe('no-cache')
  expect(headers.get('content-security-policy')).toContain("default-src 'none'; connect-src 'self'")
  expect(wire(text)).toBeLessThanOrEqual(3000)
})

it('runs on Chrome 79 and Safari 13', () => {
  expect(text).not.toMatch(/\?\.[a-z([]|\?\?|\|\|=|&&=|\.at\(|replaceAll|Promise\.any|allSettled|static \{|#[a-z]+ =/)
})

it('fetches at most 100 KB ahead, of pages that anybody may read now', async () => {
  const ahead: string[] = JSON.parse(/^const ahead = (.*)$/m.exec(text)?.[1] ?? '[]')
  expect(ahead.slice(0, 2)).toEqual(['/offline/', '/'])
  expect(ahead.filter((path) => path.startsWith('/notices/'))).toHaveLength(5)
  const pages = staticPages().filter(({ path }) => ahead.includes(path))
  expect(pages.length).toBeGreaterThanOrEqual(8)
  expect(pages.reduce((sum, { html }) => sum + wire(html), 0)).toBeLessThanOrEqual(100_000)
  for (const { path } of pages) expect((await fetch(url + path)).status, path).toBe(200)
})

it('is asked for by public pages, after they are there, and not by personal ones', async () => {
  const registers = "serviceWorker.register('/sw.js'"
  expect(await (await fetch(`${url}/notices/`)).text()).toContain(registers)
  const record = await fetch(`${url}/my/open`, { method: 'POST', body: new URLSearchParams({ reference: '1' }) })
  expect(await record.text()).not.toContain(registers)
})
