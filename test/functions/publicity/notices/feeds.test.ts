/** Feeds and messages on their way out: nothing before its minute. */
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import type { App } from '#platform/context.ts'
import { feedAt } from '#publicity/notices/feeds.ts'
import { stamped } from '#publicity/notices/visitor.ts'

const eight = Date.parse('2026-11-16T08:00:00+08:00')
const minute = 60_000

const entry = (title: string, published: string, until = '') =>
  `<entry>\n${until}<title>${title}</title>\n<published>${published}</published>\n<updated>${published}</updated>\n</entry>\n`
const atom = (...entries: string[]) =>
  `<feed>\n<updated>2026-11-01T00:00:00+08:00</updated>\n${entries.join('')}</feed>\n`
const old = entry('old', '2026-11-10T00:00:00+08:00')
const soon = entry('soon', '2026-11-16T08:00:00+08:00')

describe('an Atom feed', () => {
  it('has an entry from its minute on, and says then that it changed', () => {
    const before = feedAt(atom(soon, old), eight - 1) ?? ''
    expect(before).not.toContain('soon')
    expect(before).toContain('<updated>2026-11-09T16:00:00.000Z</updated>\n<entry>\n<title>old')
    const after = feedAt(atom(soon, old), eight) ?? ''
    expect(after).toContain('<title>soon')
    expect(after).toContain('<feed>\n<updated>2026-11-16T00:00:00.000Z</updated>')
    expect(after.match(/<entry>/g)).toHaveLength(2)
  })
  it('says nothing of when an entry goes, and lets it go', () => {
    const passing = atom(entry('passing', '2026-11-10T00:00:00+08:00', `<?until ${eight}?>\n`))
    expect(feedAt(passing, eight - 1)).toBe(
      passing.replace(/<\?until \d+\?>\n/, '').replace('2026-11-01T00:00:00+08:00', '2026-11-09T16:00:00.000Z'),
    )
    expect(feedAt(passing, eight)).toBe(atom())
  })
  it('keeps what has no moment of publication', () => {
    const timeless = atom('<entry>\n<updated>2026-11-10T00:00:00+08:00</updated>\n</entry>\n')
    expect(feedAt(timeless, 0)).toContain('<entry>')
  })
})

it('a JSON Feed has an item from its minute on', () => {
  const items = [{ id: 'soon', date_published: '2026-11-16T08:00:00+08:00' }, { id: 'timeless' }]
  const ids = (now: number) =>
    JSON.parse(feedAt(JSON.stringify({ version: '1.1', items }), now) ?? '').items.map(({ id }: { id: string }) => id)
  expect(ids(eight - 1)).toEqual(['timeless'])
  expect(ids(eight)).toEqual(['soon', 'timeless'])
})

describe('a message', () => {
  const message =
    '<alert xmlns="x">\n<sent>2026-11-16T08:00:00+08:00</sent>\n<info><expires>2026-11-16T09:00:00+08:00</expires></info></alert>'
  it('is there from the minute at which it is sent, and stays after it expired', () => {
    expect(feedAt(message, eight - 1)).toBeUndefined()
    expect(feedAt(message, eight)).toBe(message)
    expect(feedAt(message, eight + 90 * minute)).toBe(message)
  })
  it('is not there if it does not say when it was sent', () => {
    expect(feedAt('<alert xmlns="x"></alert>', eight)).toBeUndefined()
  })
})

describe('over HTTP', () => {
  const ask = (path: string, now: number, headers: HeadersInit = {}) => {
    const site = new Hono<App>()
    site.use(async (c, next) => {
      c.set('now', now)
      c.setRenderer((view) => c.json(view, 404))
      return next()
    })
    site.get('/notices/*', stamped)
    site.get('/notices/feed.xml', () => served(atom(soon, old), 'application/atom+xml; charset=utf-8'))
    site.get('/notices/x/cap.xml', () =>
      served('<alert xmlns="x"><sent>2026-11-16T08:00:00+08:00</sent></alert>', 'application/cap+xml; charset=utf-8'),
    )
    return site.request(path, { headers })
  }
  const served = (text: string, type: string) =>
    new Response(text, { headers: { 'content-type': type, etag: '"built"', 'content-length': String(text.length) } })

  it('a feed keeps its type and is told to be asked for again', async () => {
    const answer = await ask('/notices/feed.xml', eight - 1)
    expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
    expect(answer.headers.get('cache-control')).toBe('no-cache')
    expect(await answer.text()).not.toContain('soon')
  })
  it('a feed that was fetched this minute is not sent again, and the next minute is', async () => {
    const tag = (await ask('/notices/feed.xml', eight)).headers.get('etag') ?? ''
    expect((await ask('/notices/feed.xml', eight + minute - 1, { 'if-none-match': tag })).status).toBe(304)
    expect((await ask('/notices/feed.xml', eight + minute, { 'if-none-match': tag })).status).toBe(200)
  })
  it('a message is a page that is not there until it is sent', async () => {
    expect((await ask('/notices/x/cap.xml', eight - 1)).status).toBe(404)
    const sent = await ask('/notices/x/cap.xml', eight)
    expect([sent.status, sent.headers.get('content-type')]).toEqual([200, 'application/cap+xml; charset=utf-8'])
  })
})
