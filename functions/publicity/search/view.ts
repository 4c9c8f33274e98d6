/** What the search hands to its page; types only. */
import type { standingAt } from '../notices/standing.ts'
import type { Part } from './marks.ts'
import type { Query } from './query.ts'
import type { PageRow } from './store.ts'

/** One answer as the page shows it. */
export interface Hit extends Pick<PageRow, 'path' | 'section' | 'badge' | 'tone' | 'day'> {
  title: Part[]
  text: Part[]
  /** Of a notice: how it stands at this minute. */
  standing?: ReturnType<typeof standingAt> | undefined
}

/** 搜索: what was asked, and what answers. */
export interface SearchView {
  page: 'search'
  asked: Query
  /** More was typed than is looked for. */
  cut: boolean
  /** Hits a page. */
  each: number
  /** Left out where nothing was asked, or the database is away. */
  answer?: {
    count: number
    /** There are more than `count`. */
    more: boolean
    hits: Hit[]
    /** Other words of the same meaning that were looked for too. */
    also: string[]
    /** What was looked for instead, because the words stand nowhere as they were typed. */
    near: string[]
  }
  /** 503: the database is away. */
  status?: 200 | 503
}
