/** What other machines read: feeds, open data, sitemap, manifest, each by its own standard. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '#cli/here.ts'
import { township } from '#forms/township.ts'
import { type Item, newest } from '#src/feeds/feed.ts'
import { parts, sitemap, urlset } from '#src/feeds/sitemap.ts'
import { byAtom, bySchema, byXsd } from '../support/judges.ts'
import { url } from '../support/served.ts'
import { staticPages } from '../support/static-pages.ts'

const homes = [
  ...['notices', 'knowledge', 'rumors'].map((section) => `/${section}/`),
  ...Object.keys(township.villages).map((village) => `/villages/${village}/`),
]
const pages = staticPages()

async function read(path: string): Promise<{ status: number; type: string | null; text: string }> {
  const answer = await fetch(url + path)
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() }
}

function all(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, found = '']) => found)
}

/** A whole address of the township, as a path of this served site. */
function pathOf(address: string): string {
  expect(address.startsWith(`${township.url}/`), address).toBe(true)
  return address.slice(township.url.length)
}

describe('Atom', () => {
  it('of every section, village and of the warnings is Atom by the schema of RFC 4287', async () => {
    const feeds = await Promise.all([...homes.map((home) => `${home}feed.xml`), '/notices/cap.xml'].map(read))
    expect(new Set(feeds.map(({ type }) => type))).toEqual(new Set(['application/atom+xml; charset=utf-8']))
    expect(byAtom(...feeds.map(({ text }) => text))).toEqual([])
    for (const { text } of feeds) {
      expect(text).not.toContain('<?until')
      expect(text.match(/<entry>/g)?.length ?? 0).toBeLessThanOrEqual(60)
      expect(text).toContain('<title>示例：')
    }
  })
  it('is judged: an entry without an id is refused', async () => {
    const { text } = await read('/notices/feed.xml')
    expect(byAtom(text.replace(/(<entry>[\s\S]*?)<id>.*?<\/id>/, '$1')).join()).toContain('id')
  })
  it('has what the site has, newest first, and leads to pages that are there', async () => {
    const { text } = await read('/notices/feed.xml')
    const dates = all(text, /<published>(.*?)</g).map(Date.parse)
    expect(dates).toEqual([...dates].sort((a, b) => b - a))
    const ids = all(text, /<entry>[\s\S]*?<id>(.*?)</g)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBeGreaterThanOrEqual(6)
    for (const id of ids) expect((await read(pathOf(id))).status, id).toBe(200)
  })
  it('of a village leaves out what is for another one', async () => {
    const of = async (village: string) => (await read(`/villages/${village}/feed.xml`)).text
    expect(await of('liuxi')).toContain('柳溪村停水')
    expect(await of('dawan')).not.toContain('柳溪村停水')
    expect(await of('dawan')).toContain('返乡人员请登记')
  })
})

it('a feed stays small: thirty that are out, thirty that wait, none that is over', () => {
  const now = 1_000
  const item = (published: number, until?: number): Item => {
    const text = String(published)
    return {
      title: text,
      href: text,
      published,
      updated: published,
      summary: text,
      author: text,
      tags: [],
      ...(until && { until }),
    }
  }
  const items = Array.from({ length: 2_000 }, (_, index) => item(index))
  const kept = newest([...items, item(999, 1_000)], now).map(({ published }) => published)
  expect(kept).toEqual(Array.from({ length: 60 }, (_, index) => 1_030 - index))
})

it('JSON Feed says the same as Atom, by the members of version 1.1', async () => {
  for (const home of homes) {
    const { text, type } = await read(`${home}feed.json`)
    const feed = JSON.parse(text)
    expect(type).toBe('application/feed+json; charset=utf-8')
    expect(bySchema('json-feed-1.1', feed)).toEqual([])
    const ids = all((await read(`${home}feed.xml`)).text, /<entry>[\s\S]*?<id>(.*?)</g)
    expect(feed.items.map(({ id }: { id: string }) => id)).toEqual(ids)
  }
  expect(
    bySchema('json-feed-1.1', { version: 'https://jsonfeed.org/version/1.1', title: 'x', items: [{ id: 1 }] }),
  ).not.toEqual([])
})

it('every feed that a page names is there with the type that the page says', async () => {
  const links = new Set(pages.flatMap(({ html }) => all(html, /<link (rel="alternate"[^>]*)>/g)))
  expect(links.size).toBeGreaterThan(0)
  for (const link of links) {
    const [type = '', href = ''] = [/type="([^"]*)"/.exec(link)?.[1], /href="([^"]*)"/.exec(link)?.[1]]
    const answer = await read(href)
    expect([answer.status, answer.type]).toEqual([200, `${type}; charset=utf-8`])
  }
})

describe('open data in pages', () => {
  const data = pages.flatMap(({ path, html }) =>
    all(html, /<script type="application\/ld\+json">(.*?)<\/script>/g).map((json) => ({
      path,
      value: JSON.parse(json),
    })),
  )
  const of = (type: string) => data.filter(({ value }) => value['@type'] === type)

  it('keeps to schema.org and to what its readers require', () => {
    expect(
      data.flatMap(({ path, value }) => bySchema('linked-data', value).map((wrong) => `${path} ${wrong}`)),
    ).toEqual([])
    expect(bySchema('linked-data', { '@context': 'https://schema.org', '@type': 'ClaimReview' })).not.toEqual([])
  })
  it('is on every rebuttal, with the verdict as a number where there is one', () => {
    const reviews = of('ClaimReview')
    expect(reviews.map(({ path }) => path)).toEqual(reviews.map(({ value }) => pathOf(value.url)))
    expect(reviews.length).toBe(pages.filter(({ path }) => /^\/rumors\/[\w-]+\/$/.test(path)).length)
    const ratings = new Map(
      reviews.map(({ value }) => [value.reviewRating.alternateName, value.reviewRating.ratingValue]),
    )
    expect(ratings.get('不实')).toBe(1)
    expect(ratings.get('属实')).toBe(5)
  })
  it('is on notices that matter, and on home', () => {
    expect(of('SpecialAnnouncement').map(({ path }) => path)).toContain('/notices/2026-11-16-returnee-registration/')
    expect(of('SpecialAnnouncement').map(({ path }) => path)).not.toContain('/notices/2026-11-05-volunteers-wanted/')
    expect(of('GovernmentOrganization').map(({ path }) => path)).toEqual(['/'])
  })
  it('says of what is invented that it is', () => {
    for (const { value } of data) expect(JSON.stringify(value)).toContain('示例')
  })
})

describe('the sitemap', () => {
  it('is one by its protocol, and every page in it is there and may be indexed', async () => {
    const { text, type } = await read('/sitemap.xml')
    expect(type).toMatch(/^(application|text)\/xml/)
    expect(await byXsd('sitemap-0.9', text)).toEqual([])
    const paths = all(text, /<loc>(.*?)<\/loc>/g).map(pathOf)
    expect(new Set(paths).size).toBe(paths.length)
    for (const path of paths) {
      const page = await read(path)
      expect([page.status, page.text.includes('noindex')], path).toEqual([200, false])
    }
    for (const path of ['/', '/rumors/garlic/', '/notices/2026-11-16-returnee-registration/', '/forms/returnee/'])
      expect(paths).toContain(path)
    expect(paths.filter((path) => path.startsWith('/my/') || path.includes('404'))).toEqual([])
  })
  it('becomes an index of several beyond what one file may hold', async () => {
    const all = parts([{ path: '/a/', changed: '2026-11-16' }, { path: '/b/' }, { path: '/c/' }], 2)
    expect(all.map((part) => part.length)).toEqual([2, 1])
    expect(sitemap(all)).toContain(`<loc>${township.url}/sitemap-2.xml</loc>`)
    expect(await byXsd('sitemap-0.9', sitemap(all))).toEqual([])
    expect(await byXsd('sitemap-0.9', urlset(all[0] ?? []))).toEqual([])
    expect(await byXsd('sitemap-0.9', urlset([]))).not.toEqual([])
  })
  it('is named by robots.txt, which keeps robots out of what is personal', async () => {
    const { text, type } = await read('/robots.txt')
    expect(type).toBe('text/plain; charset=utf-8')
    expect(text).toContain(`Sitemap: ${township.url}/sitemap.xml`)
    expect(text).toContain('Disallow: /my/')
  })
})

it('security.txt says whom to tell, in the fields of RFC 9116, for less than a year', async () => {
  const { text, type } = await read('/.well-known/security.txt')
  expect(type).toBe('text/plain; charset=utf-8')
  const fields = new Map(
    text
      .trim()
      .split('\n')
      .map((line) => line.split(': ') as [string, string]),
  )
  expect(URL.canParse(fields.get('Contact') ?? '')).toBe(true)
  const left = Date.parse(fields.get('Expires') ?? '') - Date.now()
  expect(left).toBeGreaterThan(0)
  expect(left).toBeLessThan(365 * 86_400_000)
  expect(fields.get('Preferred-Languages')).toBe('zh, en')
  if (township.url.startsWith('https:'))
    expect(fields.get('Canonical')).toBe(`${township.url}/.well-known/security.txt`)
})

it('the manifest is one, with icons of the sizes it says, of at most 10,000 bytes', async () => {
  const { text, type } = await read('/manifest.webmanifest')
  const manifest = JSON.parse(text)
  expect(type).toBe('application/manifest+json; charset=utf-8')
  expect(bySchema('web-manifest', manifest)).toEqual([])
  expect(manifest.icons.map(({ purpose }: { purpose?: string }) => purpose)).toContain('maskable')
  const icons = [...manifest.icons, { src: '/apple-touch-icon.png', sizes: '180x180' }]
  for (const { src, sizes } of icons) {
    const answer = await fetch(url + src)
    expect(answer.headers.get('content-type')).toBe('image/png')
    const png = readFileSync(join(root, 'public', src))
    expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`).toBe(sizes)
    expect(png.byteLength).toBeLessThanOrEqual(10_000)
    expect((await answer.arrayBuffer()).byteLength).toBe(png.byteLength)
  }
})
