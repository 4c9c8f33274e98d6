import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { loading } from '#cli/index-rows.ts'
import { type Part, snippet } from '#publicity/search/marks.ts'
import { send } from '#test/support/app.ts'
import { loaded, page, ran } from '#test/support/pages.ts'

const HOUR = 3_600_000
const now = Date.now()

function notice(title: string, text: string, more: Parameters<typeof page>[2] = {}) {
  const published = now - 5 * HOUR
  const times = { published, starts: published, ending: 'expired' as const }
  return page(title, text, { section: 'notices', path: `/notices/${title}/`, level: 'ordinary', ...times, ...more })
}

// Long, with characters outside the BMP, which SQLite and JavaScript count differently.
const field = '𠮷田里风吹过。'.repeat(300)
const far = {
  'q=古桥': `${field}古桥封路，请走大路。${field}`,
  'q=健康app': `${field}下载健康ＡＰＰ。${field}`,
  'q=渡口': `${field}${'水'.repeat(60)}0000-0000012${'大'.repeat(23)}渡口${'小'.repeat(22)}0000-0000013${'山'.repeat(60)}`,
  'q=晒谷场 古渡': `${field}古渡停船，晒谷场关门。${field}`,
}

const pages = [
  ...Object.entries(far).map(([, text], number) =>
    page(`长文${number}`, text, { villages: ['songling'], ends: now - HOUR }),
  ),
  page('家里怎么通风', '一天开窗三次。\n发热的人自己一间屋。'),
  page('发热了怎么办', '先打卫生院电话0000-0000002。'),
  page('体温高的时候', '不慌，多喝水。'),
  notice('旧的通行办法', '货车走东口。', { ends: now - HOUR }),
  notice('被代替的通知', '货车走西口。', { ends: now - HOUR, ending: 'superseded' }),
  notice('废止的通知', '货车走北口。', { ends: now - HOUR, ending: 'repealed' }),
  notice('还没开始的通知', '货车走南口。', { starts: now + HOUR }),
  notice('还没发布的通知', '货车停开。', { published: now + HOUR, starts: now + HOUR }),
  notice('柳溪停水', '柳溪村停水，货车照走。', { villages: ['liuxi'], level: 'urgent' }),
  notice('石桥停水', '石桥村停水。', { villages: ['shiqiao'] }),
  notice('全镇消毒', '货车照走。', { ends: now + HOUR }),
]

beforeAll(() => loaded(env.DB, env.SEARCH_BUILD, pages))

async function search(query: string, db = env.DB) {
  const { status, view, headers } = await send(`/search/?${query}`, {}, db)
  const title = (parts: Part[]) => parts.map(({ text }) => text).join('')
  const titles: string[] = view.answer?.hits.map((hit: { title: Part[] }) => title(hit.title)) ?? []
  return { status, view, headers, titles }
}

describe('GET /search/', () => {
  it('puts the title before the text, whichever name it has there, and the word itself first', async () => {
    const { titles, view } = await search('q=发热')
    expect(titles).toEqual(['发热了怎么办', '体温高的时候', '家里怎么通风'])
    expect(view.answer).toMatchObject({ count: 3, more: false, near: [] })
    expect(view.answer.also).toContain('体温高')
  })
  it('marks the hit in the title and in the words around it', async () => {
    const { view } = await search('q=发热')
    expect(view.answer.hits[0].title).toEqual([
      { text: '发热', hit: true },
      { text: '了怎么办', hit: false },
    ])
    expect(view.answer.hits[2].text).toContainEqual({ text: '发热', hit: true })
  })
  it.each(Object.entries(far))('shows of a long text for %s what the whole of it would show', async (query, text) => {
    const { view } = await search(query)
    expect(view.answer.hits).toHaveLength(1)
    expect(view.answer.hits[0].text).toEqual(snippet(text, query.slice(2).split(' ')))
    expect(view.answer.hits[0].text).toContainEqual(expect.objectContaining({ hit: true }))
  })
  it('answers to the first letters of pinyin', async () => {
    expect((await search('q=FR')).titles).toContain('发热了怎么办')
  })
  it('finds a page by all of its words, wherever they stand', async () => {
    expect((await search('q=货车 照走')).titles.sort()).toEqual(['全镇消毒', '柳溪停水'])
    expect((await search('q=照走 三次')).view.answer.near).toEqual(['照走', '三次'])
  })
  it('finds a phone number however it is written, and a single character', async () => {
    expect((await search('q=0000 0000002')).titles).toEqual(['发热了怎么办'])
    expect((await search('q=窗')).titles).toEqual(['家里怎么通风'])
  })
  it('does not read over the end of a sentence', async () => {
    expect((await search('q=三次发热')).view.answer.near).toEqual(['三次', '发热'])
  })
  it('answers a whole question by what it is about', async () => {
    const { view, titles } = await search('q=昨晚发烧了咋整呀')
    expect(view.answer.near).toEqual(['发烧'])
    expect(titles).toContain('发热了怎么办')
  })
  it('says how each notice stands, and shows none before its time', async () => {
    const { view, titles } = await search('q=货车')
    const standings = view.answer.hits.map(({ standing }: { standing: string }) => standing)
    expect(Object.fromEntries(titles.map((title, index) => [title, standings[index]]))).toEqual({
      旧的通行办法: 'expired',
      被代替的通知: 'superseded',
      废止的通知: 'repealed',
      还没开始的通知: 'upcoming',
      柳溪停水: 'effective',
      全镇消毒: 'effective',
    })
  })
  it('narrows to a section, a village, a level and what is in force', async () => {
    expect((await search('q=货车&now=1')).titles.sort()).toEqual(['全镇消毒', '柳溪停水'])
    expect((await search('q=停水&village=liuxi')).titles).toEqual(['柳溪停水'])
    expect((await search('q=停水&level=urgent')).titles).toEqual(['柳溪停水'])
    expect((await search('q=发热&in=notices')).titles).toEqual([])
  })
  it('lists what is asked for without a word, newest first', async () => {
    expect((await search('in=notices&village=shiqiao&now=1')).titles).toEqual(['全镇消毒', '石桥停水'])
    expect((await search('now=1')).titles).toHaveLength(6)
  })
  it('asks for a word where nothing was asked', async () => {
    const { status, view } = await search('q=')
    expect(status).toBe(200)
    expect(view.answer).toBeUndefined()
  })
  it.each([
    ['10,000 characters', '长'.repeat(10_000)],
    ['emoji', '😀😀'],
    ['quotes', '"\'`“”"*'],
    ['the words of a query language', '发热" OR title:"x" NEAR(a b) -c ^d *'],
    ['HTML', '<script>alert(1)</script>'],
    ['a NUL and half a character', '\u0000\ud83d发热'],
    ['brackets alone', '()[]{}'],
  ])('answers %s', async (_, q) => {
    const { status, view } = await search(new URLSearchParams({ q }).toString())
    expect(status).toBe(200)
    expect(view.answer.count).toBeGreaterThanOrEqual(0)
  })
  it('answers an address that is no UTF-8, and a page that is far away', async () => {
    expect((await search('q=%ff%fe')).status).toBe(200)
    expect((await search('q=发热&page=4000')).view.answer).toMatchObject({ count: 0, hits: [] })
    expect((await search('q=发热&page=9e99')).status).toBe(200)
  })
  it('is the person’s own: nothing keeps it', async () => {
    expect((await search('q=发热')).headers.get('cache-control')).toBe('no-store')
  })
  it('says so when the database is away, and loses nothing that was asked', async () => {
    const { status, view, headers } = await search('q=发热&in=knowledge', env.EMPTY)
    expect(status).toBe(503)
    expect(headers.get('retry-after')).toBe('60')
    expect(view).toMatchObject({ page: 'search', asked: { q: '发热', in: 'knowledge' } })
    expect(view.answer).toBeUndefined()
  })
})

describe('the rows of a build', () => {
  it('stay apart from those of another, and are not seen before all are there', async () => {
    await ran(env.DB, [...loading('later', 1, [page('发热的新办法', '以后才有。')])].slice(0, -1))
    expect((await search('q=发热')).titles).not.toContain('发热的新办法')
  })
  it('may be loaded twice', async () => {
    await ran(env.DB, loading(env.SEARCH_BUILD, pages.length, pages))
    expect((await search('q=发热')).view.answer.count).toBe(3)
  })
  it('leave nothing behind when another build takes their place', async () => {
    await loaded(env.DB, 'next', pages.slice(0, 1))
    const { results } = await env.DB.prepare(
      'SELECT (SELECT count(*) FROM page) AS pages, (SELECT count(*) FROM search) AS rows, (SELECT count(*) FROM search_build) AS builds',
    ).all()
    expect(results).toEqual([{ pages: 1, rows: 1, builds: 1 }])
    expect((await search('q=发热')).status).toBe(503)
    await loaded(env.DB, env.SEARCH_BUILD, pages)
    expect((await search('q=发热')).titles[0]).toBe('发热了怎么办')
  })
})
