/** The site as files alone, in a folder of another site: whole, leading nowhere else, asking nobody to fill in what nobody takes. */
import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '#cli/here.ts'
import { mountHtml, mountText } from '#cli/mount.ts'
import { forms } from '#forms/index.ts'
import { township } from '#forms/township.ts'
import { serveFiles } from '../support/files.ts'

const base = '/zt/qinghe/'
const folder = mkdtempSync(join(tmpdir(), 'shouwang-static-'))
let server: Awaited<ReturnType<typeof serveFiles>>
let files: Record<string, string> = {}

beforeAll(async () => {
  const env = {
    BASE: base,
    SITE: 'https://www.example.gov.cn',
    OUT: folder,
    // As of noon of 15 November in Shanghai: some notices are still to be published.
    SOURCE_DATE_EPOCH: String(Date.parse('2026-11-15T12:00:00+08:00') / 1000),
  }
  const done = spawnSync(process.execPath, [join(root, 'functions/cli/static.ts')], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  })
  expect(done.status, done.stderr).toBe(0)
  server = await serveFiles(folder, base)
  const names = globSync('**/*', { cwd: folder, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = names.map((entry) => join(entry.parentPath, entry.name))
  files = Object.fromEntries(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]))
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

const html = () => Object.entries(files).filter(([name]) => name.endsWith('.html'))
const linksOf = (text: string) =>
  [...text.matchAll(/\s(?:href|src|action|formaction)="([^"]*)"/g)].map(([, to]) => to ?? '')

it('every link leads to a file under the base, and every anchor is there', async () => {
  const [seen, broken] = [new Set<string>(), [] as string[]]
  const ways = [`${server.url}${base}`]
  for (let way = ways.pop(); way; way = ways.pop()) {
    const address = new URL(way)
    if (address.origin !== server.url || seen.has(way)) continue
    seen.add(way)
    const answer = await fetch(way)
    const text = await answer.text()
    const there = !address.hash || text.includes(`id="${address.hash.slice(1)}"`)
    if (answer.status !== 200 || !there || !address.pathname.startsWith(base)) broken.push(way)
    ways.push(...linksOf(text).map((to) => new URL(to, way).href))
  }
  expect(seen.size).toBeGreaterThan(60)
  expect(broken).toEqual([])
})

it('no file, linked or not, points out of the base, posts anything or keeps a worker', () => {
  expect(html().length).toBeGreaterThan(60)
  for (const [name, text] of html()) {
    const out = linksOf(text).filter((to) => to.startsWith('/') && !to.startsWith(base))
    expect(out, name).toEqual([])
    expect(text, name).not.toMatch(
      /<form|<input(?! type="checkbox" id="big")|formaction|serviceWorker|url=\/(?!zt\/qinghe\/)/,
    )
  }
  const gone = Object.keys(files).filter((name) =>
    /^(my|view|offline|search|staff|_)|^sw\.js|^forms\/\w+\/index/.test(name),
  )
  expect(gone).toEqual([])
})

it('what the Worker took leads to the phones and to paper', () => {
  const home = files['index.html'] ?? ''
  expect(home).toContain(`href="${base}register/">返乡登记</a>`)
  expect(home).toContain(`href="${base}register/">我的登记</a>`)
  expect(files['fx/index.html']).toContain(`content="0; url=${base}register/"`)
  const register = files['register/index.html'] ?? ''
  expect(register).not.toContain('网上填')
  for (const { phone } of Object.values(township.villages)) expect(register).toContain(phone)
  for (const slug of Object.keys(forms)) expect(register).toContain(`href="${base}forms/${slug}/paper/"`)
})

it('where an address is said in full, in a feed or on a poster, it is that of the folder', () => {
  const said =
    Object.values(files)
      .join('')
      .match(/https:\/\/www\.example\.gov\.cn[^"<\s]*/g) ?? []
  expect(said.length).toBeGreaterThan(100)
  expect(said.filter((address) => !address.startsWith(`https://www.example.gov.cn${base}`))).toEqual([])
  expect(Object.values(files).join('')).not.toContain(township.url)
})

it('a notice that is still to come is in no file', () => {
  expect(files['notices/2026-11-13-checkpoints-and-supply-road/index.html']).toBeDefined()
  const told = Object.entries(files).filter(([name, text]) => /2026-11-(1[6-9]|2\d)-/.test(name + text))
  expect(told.map(([name]) => name)).toEqual([])
})

it('says of a notice from when until when, and nothing that is true only for a minute', () => {
  for (const [name, text] of html()) {
    expect(text, name).not.toMatch(/现在有效|还没开始/)
    expect(text, name).not.toMatch(/<[^>]*\shidden\b[^>]*\sdata-when|<[^>]*\sdata-when[^>]*\shidden\b/)
  }
  const notices = html().filter(([name]) => /^notices\/20[^/]*\/index\.html$/.test(name))
  expect(notices.length).toBeGreaterThan(2)
  for (const [name, text] of notices) {
    const said = /class="facts"><p>(.*?)<\/p>/s.exec(text)?.[1]?.replace(/<[^>]*>/g, '')
    expect(said, name).toMatch(/^(已过期|已被新的取代|已废止)? ?\d+年\d+月\d+日.*起/)
  }
})

describe('an address', () => {
  const mount = { base, origin: 'https://www.example.gov.cn', has: (path: string) => path === '/notices/' }
  it('moves in pages, whatever stands between the quotes before it', () => {
    expect(mountHtml('<a title="1 > 0 href=" href="/notices/?a=1#b">/x</a>', mount)).toBe(
      `<a title="1 > 0 href=" href="${base}notices/?a=1#b">/x</a>`,
    )
    expect(mountHtml('<a href="//x/y"></a><a href="#a"></a><a href="https://x.cn/notices/"></a>', mount)).toBe(
      '<a href="//x/y"></a><a href="#a"></a><a href="https://x.cn/notices/"></a>',
    )
    expect(mountHtml('<script>a = "<a href=\\"/x\\">"</script><!-- <a href="/x"> -->', mount)).toBe(
      '<script>a = "<a href=\\"/x\\">"</script><!-- <a href="/x"> -->',
    )
  })
  it('moves in a script that is a file, without quotes, in <noscript> and in a <template>', () => {
    expect(mountHtml('<script src="/a.js"></script><a href=/b>b</a>', mount)).toBe(
      `<script src="${base}a.js"></script><a href=${base}b>b</a>`,
    )
    expect(mountHtml('<noscript><img src="/c"></noscript><template><a href="/d"></template>', mount)).toBe(
      `<noscript><img src="${base}c"></noscript><template><a href="${base}d"></template>`,
    )
  })
  it('on the same server is moved where it is ours, and left where it is not', () => {
    const [ours, other] = ['https://www.example.gov.cn/notices/', 'https://www.example.gov.cn/other/']
    const text = mountText(`<link href="${ours}"/><id>${other}</id><url>/notices/</url><p>/nobody</p>`, mount)
    expect(text).toBe(
      `<link href="https://www.example.gov.cn${base}notices/"/><id>${other}</id><url>${base}notices/</url><p>/nobody</p>`,
    )
    expect(mountText('{"start_url": "/notices/", "type": "a/b"}', mount)).toBe(
      `{"start_url": "${base}notices/", "type": "a/b"}`,
    )
  })
  it('that is moved already stays', () => {
    expect(mountHtml(`<a href="${base}notices/">`, mount)).toBe(`<a href="${base}notices/">`)
  })
  it('goes with a form, and whatever the form holds', () => {
    expect(mountHtml('<p>a</p><form action="/search/"><input name="q"><p hidden>b</p></form><p>c</p>', mount)).toBe(
      '<p>a</p><p>c</p>',
    )
    expect(mountHtml('<li data-when="effective" hidden><ul><li>a</li></ul></li><li>b</li>', mount)).toBe('<li>b</li>')
  })
})
