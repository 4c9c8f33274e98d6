/** What somebody asks for: the words of the address, with what narrows the search; everything else is left out. */
import { township } from '#forms/township.ts'
import { runsOf } from './grams.ts'

const sections = ['notices', 'knowledge', 'rumors', 'forms', 'places', 'duties'] as const
const levels = ['urgent', 'important', 'ordinary'] as const

export type Section = (typeof sections)[number]
export type Level = (typeof levels)[number]

export interface Query {
  /** As it was typed, for the box. */
  q: string
  in?: Section | undefined
  /** A village's slug: what concerns it, the whole township's included. */
  village?: string | undefined
  level?: Level | undefined
  /** Only what is in force at this minute. */
  now: boolean
  /** From 1. */
  page: number
}

/** The most that is shown again, and the most that is looked for. */
const SHOWN = 200
const MOST_LETTERS = 60
const MOST_WORDS = 8
const MOST_PAGES = 5000

/** The question in an address. What is no value of ours counts as not asked. */
export function queryIn(params: URLSearchParams): Query {
  const page = Number(params.get('page'))
  return {
    // Cut before it is looked at, so that a very long question costs no more than a long one.
    q: (params.get('q') ?? '').slice(0, SHOWN).toWellFormed(),
    in: sections.find((section) => section === params.get('in')),
    village: Object.keys(township.villages).find((village) => village === params.get('village')),
    level: levels.find((level) => level === params.get('level')),
    now: params.get('now') === '1',
    page: Number.isInteger(page) && page > 0 ? Math.min(page, MOST_PAGES) : 1,
  }
}

/** Whether only a part of the pages is asked for. */
export function isNarrow(asked: Query): boolean {
  return Boolean(asked.in || asked.village || asked.level || asked.now)
}

/** The words to look for, and whether some were left out because it were too many. */
export function wordsOf(q: string): { words: string[]; cut: boolean } {
  const all = q.split(/\s+/u).flatMap(runsOf)
  const words: string[] = []
  let left = MOST_LETTERS
  for (const word of all.slice(0, MOST_WORDS)) {
    const letters = [...word].slice(0, left)
    left -= letters.length
    if (letters.length > 0) words.push(letters.join(''))
  }
  return { words, cut: q.length === SHOWN || words.join('').length < all.join('').length }
}
