/** /search/: the public pages by words, for anybody, without a script. What is asked is the person's own and never kept. */
import { Hono } from 'hono'
import type { App } from '#platform/context.ts'
import { reportUnavailable } from '#web/error-page.ts'
import { standingAt } from '../notices/standing.ts'
import { marked, snippet } from './marks.ts'
import { type Meant, type Tier, tierOfList, tiersAbout, tiersFor } from './match.ts'
import { isNarrow, type Query, queryIn, wordsOf } from './query.ts'
import { type FoundPages, find } from './store.ts'
import type { SearchView } from './view.ts'
import { knownIn, othersFor } from './words.ts'

const TAKE = 10
const nothing = { count: 0, more: false, rows: [] }

export const search = new Hono<App>()

search.get('/', async (c) => {
  const asked = queryIn(new URL(c.req.url).searchParams)
  const { words, cut } = wordsOf(asked.q)
  const view: SearchView = { page: 'search', asked, cut, each: TAKE }
  if (words.length === 0 && asked.q.trim()) return c.render({ ...view, answer: answer(nothing, [], c.var.now) })
  if (words.length === 0 && !isNarrow(asked)) return c.render(view)
  try {
    const answered = await look(c.env, asked, words, c.var.now)
    if (answered) return c.render({ ...view, answer: answered })
    reportUnavailable(c, new Error('no index'))
  } catch (error) {
    reportUnavailable(c, error)
  }
  return c.render({ ...view, status: 503 })
})

// The file of texts, which the build takes out of the site again; Astro still believes in it.
search.get('/texts.ndjson', (c) => c.render({ page: 'missing', status: 404 }))

/** What answers; undefined where this build's pages are not loaded. */
async function look({ DB, SEARCH_BUILD }: App['Bindings'], asked: Query, words: string[], now: number) {
  const skip = (asked.page - 1) * TAKE
  const ask = (tiers: Tier[], around: string[]) =>
    find(DB, SEARCH_BUILD, { tiers, around, now, inForce: asked.now, skip, take: TAKE })
  if (words.length === 0) {
    const listed = await ask(tierOfList(asked), [])
    return listed && answer(listed, [], now)
  }
  const typed = words.map(meaning)
  const found = await ask(tiersFor(asked, typed), said(typed))
  const near = found?.count === 0 ? knownIn(words.join('\n')) : []
  if (near.length === 0) return found && { ...answer(found, said(typed), now), also: said(typed).slice(words.length) }
  // A whole question that stands nowhere as it was typed: what it is about is still worth reading.
  const about = near.map(meaning)
  const close = await ask(tiersAbout(asked, about), said(about))
  return close && { ...answer(close, said(about), now), near: close.count > 0 ? near : [] }
}

function meaning(word: string): Meant {
  return { word, others: othersFor(word) }
}

function said(meant: Meant[]): string[] {
  return [...meant.map(({ word }) => word), ...meant.flatMap(({ others }) => others)]
}

function answer({ count, more, rows }: FoundPages, words: string[], now: number): NonNullable<SearchView['answer']> {
  const hits = rows.map(({ path, section, badge, tone, day, title, text, published, starts, ends, ending }) => ({
    ...{ path, section, badge, tone, day, title: marked(title, words), text: snippet(text, words) },
    standing: ending ? standingAt({ published, from: starts, end: ends ?? Infinity, ending }, now) : undefined,
  }))
  return { count, more, hits, also: [], near: [] }
}
