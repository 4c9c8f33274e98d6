/** The search over the built site's own pages: forty questions of the town, and every word against a plain scan. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { root } from '#cli/here.ts'
import { seeded } from '#cli/sample/seeded.ts'
import { plainOf, runsOf } from '#publicity/search/grams.ts'
import type { Page } from '#publicity/search/page.ts'
import { url } from '../support/served.ts'
import { questions } from './questions.ts'

const pages: Page[] = readFileSync(join(root, 'dist/search.ndjson'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line))

async function ask(query: Record<string, string>) {
  const answer = await fetch(`${url}/search/?${new URLSearchParams(query)}`)
  const html = await answer.text()
  const list = /<ol class="lines">(.*?)<\/ol>/s.exec(html)?.[1] ?? ''
  const hits = [...list.matchAll(/<li><a href="([^"]*)">(.*?)<\/a>/gs)]
  return {
    status: answer.status,
    html,
    paths: hits.map(([, path]) => path),
    // Of a rumor the fact is read first, and no page but its own has its path.
    keys: hits.map(([, path = '', title = '']) => keyOf(path, title.replace(/<[^>]*>/g, ''))),
    more: html.includes('rel="next"'),
  }
}

const keyOf = (path: string, title: string) => (path.startsWith('/rumors/') ? path : `${path} ${title}`)

// What a person types, and a page that has to be among the first three.
const table: [question: string, path: string][] = [
  ['返乡', '/forms/returnee/'],
  ['fx', '/forms/returnee/'],
  ['回乡', '/forms/returnee/'],
  ['返乡登记', '/forms/returnee/'],
  ['发烧', '/knowledge/fever/'],
  ['发热', '/knowledge/fever/'],
  ['FR', '/knowledge/fever/'],
  ['发烧了怎么办', '/knowledge/fever/'],
  ['体温', '/knowledge/thermometer/'],
  ['量体温', '/knowledge/thermometer/'],
  ['体温计', '/knowledge/thermometer/'],
  ['tw', '/knowledge/thermometer/'],
  ['核酸', '/forms/volunteer/'],
  ['志愿者', '/forms/volunteer/'],
  ['zyz', '/forms/volunteer/'],
  ['疫苗', '/notices/2026-11-20-liuxi-water-cleaning-vaccine/'],
  ['打针', '/notices/2026-11-20-liuxi-water-cleaning-vaccine/'],
  ['停水', '/notices/2026-11-20-liuxi-water-cleaning-vaccine/'],
  ['消杀', '/notices/2026-11-20-liuxi-water-cleaning-vaccine/'],
  ['消毒', '/knowledge/home-disinfection/'],
  ['84', '/rumors/bleach-and-toilet-cleaner/'],
  ['聚餐', '/notices/2026-11-10-banquets-and-gatherings/'],
  ['酒席', '/notices/2026-11-10-banquets-and-gatherings/'],
  ['红白事', '/notices/2026-11-10-banquets-and-gatherings/'],
  ['卡点', '/notices/2026-11-13-checkpoints-and-supply-road/'],
  ['货车', '/notices/2026-11-13-checkpoints-and-supply-road/'],
  ['居家隔离', '/knowledge/home-observation/'],
  ['居家观察', '/knowledge/home-observation/'],
  ['大蒜', '/rumors/garlic/'],
  ['5g', '/rumors/5g/'],
  ['５Ｇ 基站', '/rumors/5g/'],
  ['抗生素', '/rumors/antibiotics/'],
  ['消炎药', '/rumors/antibiotics/'],
  ['喝酒', '/rumors/liquor-and-smoking/'],
  ['洗手', '/knowledge/hands-air-masks/'],
  ['孕妇', '/knowledge/elders-children-pregnancy/'],
  ['隐私', '/privacy/'],
  ['卫生院', '/people/#phones'],
  ['0000-0000012', '/villages/shiqiao/'],
  ['松岭村', '/villages/songling/'],
]

describe('forty questions', () => {
  it.each(table)('%s leads to %s', async (q, path) => {
    const { status, paths } = await ask({ q })
    expect(status).toBe(200)
    expect(paths.slice(0, 3)).toContain(path)
  })
})

describe('questions of each kind', () => {
  it.each(Object.entries(questions))('%s: the right page stands first', async (_, asked) => {
    const wrong: string[] = []
    for (const [q, ...pages] of asked) {
      const { paths, html } = await ask({ q })
      const [first = ''] = paths.map((path) => path?.replace(/#.*/, ''))
      const right = pages.length > 0 ? pages.includes(first) : first === '' && html.includes('href="tel:120"')
      if (!right) wrong.push(`${q}: ${first}`)
    }
    // One in twenty may be read otherwise.
    expect(wrong.length > asked.length / 20 ? wrong : []).toEqual([])
  })
  it('a rumor shows its fact before what is said', async () => {
    const { html } = await ask({ q: '5G传病毒' })
    const [, first = ''] = /<ol class="lines">.*?<li>(.*?)<\/li>/s.exec(html) ?? []
    const read = first.replace(/<[^>]*>/g, '')
    const fact = pages.find(({ path }) => path === '/rumors/5g/')?.text.split('\n')[0] ?? ''
    expect(fact.length).toBeGreaterThan(10)
    expect(read.indexOf(fact)).toBe(0)
    expect(read).toContain('有人说：5G基站会传播新冠病毒')
  })
})

it('finds every page that a plain scan finds, for five hundred words', async () => {
  const random = seeded(2026)
  const plain = pages.map(({ path, title, text }) => ({
    key: keyOf(path, title),
    text: plainOf(`${title}\n${text}`).text,
  }))
  const runs = pages.flatMap(({ title, text }) => runsOf(`${title}\n${text}`)).filter((run) => run.length > 1)
  const words = new Set<string>()
  while (words.size < 500) {
    const letters = [...(runs[Math.floor(random() * runs.length)] ?? '')]
    const from = Math.floor(random() * (letters.length - 1))
    words.add(letters.slice(from, from + 2 + Math.floor(random() * 4)).join(''))
  }
  const missed: string[] = []
  for (const word of words) {
    const found = new Set<string>()
    for (let page = 1, more = true; more; page++) {
      const answer = await ask({ q: word, page: String(page) })
      for (const key of answer.keys) found.add(key)
      more = answer.more
    }
    const lost = plain.filter(({ key, text }) => text.includes(word) && !found.has(key))
    missed.push(...lost.map(({ key }) => `${word}: ${key}`))
  }
  expect(missed).toEqual([])
})

it('is light, is not indexed, keeps what was typed and marks it', async () => {
  const { html } = await ask({ q: '发热', in: 'knowledge' })
  const wire = brotliCompressSync(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
  expect(wire.byteLength).toBeLessThanOrEqual(14_000)
  expect(html).toContain('<meta name="robots" content="noindex">')
  expect(html).toMatch(/<input[^>]*name="q"[^>]*value="发热"/)
  expect(html).toMatch(/<details[^>]*open/)
  expect(html).toContain('<mark>发热</mark>')
})

it('prints nothing that was typed as HTML', async () => {
  const { html, status } = await ask({ q: '<script>alert(1)</script>"><b>' })
  expect(status).toBe(200)
  expect(html).toContain('value="<script>alert(1)</script>&quot;><b>"')
  expect(html.replace(/ value="[^"]*"/g, '')).not.toMatch(/<script>alert|<b>/)
})

it.each([['x'.repeat(10_000)], ['长'.repeat(7000)], ['发 '.repeat(5000)]])(
  'answers a very long question',
  async (q) => {
    const { status, html } = await ask({ q })
    expect(status).toBe(200)
    expect(html).toContain('只用了前面的字')
  },
)

it('an address beyond 64 KB is refused by the runtime, at once', async () => {
  expect((await ask({ q: '长'.repeat(10_000) })).status).toBe(414)
})

it('offers the lists and the phones where nothing was found', async () => {
  const { html } = await ask({ q: '量子纠缠' })
  expect(html).toContain('没有找到')
  for (const href of ['/notices/', '/knowledge/', '/rumors/', 'tel:120']) expect(html).toContain(`href="${href}"`)
})

it('every word that it suggests is found', async () => {
  const { html } = await ask({})
  const suggested = [...html.matchAll(/href="(\/search\/\?q=[^"]+)"/g)].map(([, href]) => href)
  expect(suggested.length).toBeGreaterThan(3)
  for (const href of suggested) expect(await (await fetch(url + href)).text(), href).toContain('<mark>')
})

it('publishes nothing but pages: the texts on their way to the index are no file of the site', async () => {
  expect((await fetch(`${url}/search/texts.ndjson`)).status).toBe(404)
})
