/** What a sort of content says of itself. One file a sort stands beside this one; lists, feeds, search, checks and drafts read it there. */
import type { z } from 'astro/zod'
import type { Day } from '#platform/clock.ts'

/** Of every sort: its section in words, what an entry carries, and how a new one begins. */
export interface Sort {
  title: string
  blurb: string
  /** Said where nothing stands. */
  empty: string
  /** What `npm run new` calls one entry, and in Chinese. */
  one: string
  name: string
  schema: z.ZodType
  /** The front matter of a draft of today, whose title is quoted already. */
  front(title: string, today: Day): string
  /** What stands under it. */
  body: string
}

/** What an entry carries that holds until somebody looks at it again. */
export interface Reviewed {
  title: string
  reviewBy: Date
  related: string[]
  sources: { agency: string; title: string; url: string; date: Date }[]
}

/** Of a sort whose entries are no notices. */
export interface ArticleSort<D extends Reviewed = never> extends Sort {
  schema: z.ZodType<Reviewed>
  /** The day on which an entry was last looked at, and the field that says so. */
  lookedOn(data: D): Date
  looked: string
  /** Where entries stand together. */
  shelves: readonly Shelving<D>[]
  facts(data: D): Facts
}

/** By what entries stand together, the names of the shelves by their keys, and on which of them an entry stands. */
export interface Shelving<D = never> {
  by: 'topic' | 'for' | 'verdict'
  labels: Record<string, string>
  of(data: D): readonly string[]
  /** What the shelf is called; its label where left out. */
  titled?(label: string): string
  /** The badges of its lines would only say its title again. */
  bare?: true
}

/** What lists, feeds and the search show of an entry. */
export interface Facts {
  /** Few words that stand beside its title, and how they look. */
  badge: string
  tone: Tone
  feed: { title: string; summary: string; tags: string[] }
  /** What is found by the search beside its title, text and sources: what stands before the text, and after it. */
  before: Said[]
  after: Said[]
}

/** How a badge looks (src/styles/site.css). */
export type Tone = 'urgent' | 'important' | 'ordinary' | 'false' | 'misleading' | 'true' | 'unverified' | 'topic'
export type Said = string | undefined | Said[]
