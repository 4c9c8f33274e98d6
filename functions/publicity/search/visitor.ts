/** /search/: the public pages by words, for anybody, without a script. What is asked is the person's own and never kept. */
import { Hono } from 'hono'
import type { App } from '#platform/context.ts'
import { reportUnavailable } from '#web/error-page.ts'
import { standingAt } from '../notices/standing.ts'
import { type Found, look, TAKE } from './look.ts'
import { marked, snippet } from './marks.ts'
import { isNarrow, queryIn, wordsOf } from './query.ts'
import type { SearchView } from './view.ts'

const nothing = { count: 0, more: false, rows: [], marks: [], also: [], near: [] }

export const search = new Hono<App>()

search.get('/', async (c) => {
  const asked = queryIn(new URL(c.req.url).searchParams)
  const { words, cut } = wordsOf(asked.q)
  const view: SearchView = { page: 'search', asked, cut, each: TAKE }
  if (words.length === 0 && asked.q.trim()) return c.render({ ...view, answer: answer(nothing, c.var.now) })
  if (words.length === 0 && !isNarrow(asked)) return c.render(view)
  try {
    const answered = await look(c.env, asked, words, c.var.now)
    if (answered) return c.render({ ...view, answer: answer(answered, c.var.now) })
    reportUnavailable(c, new Error('no index'))
  } catch (error) {
    reportUnavailable(c, error)
  }
  return c.render({ ...view, status: 503 })
})

// The file of texts, which the build takes out of the site again; Astro still believes in it.
search.get('/texts.ndjson', (c) => c.render({ page: 'missing', status: 404 }))

function answer({ count, more, rows, marks, also, near }: Found, now: number): NonNullable<SearchView['answer']> {
  const hits = rows.map(({ path, section, badge, tone, day, title, text, published, starts, ends, ending }) => ({
    ...{ path, section, badge, tone, day, title: marked(title, marks) },
    // Of a rumor the fact, which src/content/search.ts puts first: who reads on must not carry the rumor away.
    text: section === 'rumors' ? marked(text.split('\n', 1)[0] ?? '', marks) : snippet(text, marks),
    standing: ending ? standingAt({ published, from: starts, end: ends ?? Infinity, ending }, now) : undefined,
  }))
  return { count, more, hits, also, near }
}
