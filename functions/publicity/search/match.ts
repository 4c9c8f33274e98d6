/** The question in FTS5's own language: who answers best comes first. Words are letters and digits only, so nothing can break out of it. */
import { gramsOf, phraseOf } from './grams.ts'
import type { Page } from './page.ts'
import type { Query } from './query.ts'

/** One rank of answers: what they match, and whether they are weighed or stand newest first. */
export interface Tier {
  match: string
  weighed: boolean
}

/** A word, and what else it may be called. */
export interface Meant {
  word: string
  others: string[]
}

// Characters of the private use area, which nobody can type into a question: what bears one is no word of a text.
const FACET = '\ue000'
const TITLE = '\ue001'

/** Everything that the index holds of a page, separated by spaces. A title is found twice: as such, and as a part of all. */
export function tokensOf({ section, level, villages = [], title }: Omit<Page, 'text'>, text: string): string {
  const places = villages.length > 0 ? villages.map(facet.village) : [facet.everywhere]
  const facets = [facet.page, facet.section(section), ...(level ? [facet.level(level)] : []), ...places]
  return [...facets, gramsOf(title, TITLE), gramsOf(title), gramsOf(text)].join(' ')
}

const facet = {
  page: `${FACET}page`,
  everywhere: `${FACET}everywhere`,
  section: (section: string) => `${FACET}in${section}`,
  village: (village: string) => `${FACET}village${village}`,
  level: (level: string) => `${FACET}level${level}`,
}

/**
 * Where the words as they were typed stand in the title, then anywhere; then the same of others with the same meaning.
 * A tier may match what an earlier one did.
 */
export function tiersFor(asked: Query, words: Meant[]): Tier[] {
  const exact = (mark?: string) => and(words.map(({ word }) => phraseOf(word, mark)))
  const tiers = [newest(asked, exact(TITLE)), weighed(asked, exact())]
  if (words.every(({ others }) => others.length === 0)) return tiers
  const alike = (mark?: string) => and(words.map((meant) => anyOf(meant, mark)))
  return [...tiers, newest(asked, alike(TITLE)), newest(asked, alike())]
}

/** Where all of the words or their others stand, then where any does. */
export function tiersAbout(asked: Query, words: Meant[]): Tier[] {
  const each = (mark?: string) => words.map((meant) => anyOf(meant, mark))
  return [newest(asked, and(each(TITLE))), weighed(asked, and(each())), weighed(asked, or(each()))]
}

/** Every page of the part that is asked for. */
export function tierOfList(asked: Query): Tier[] {
  return [newest(asked, facet.page)]
}

function newest(asked: Query, match: string): Tier {
  return { match: and([...facets(asked), match]), weighed: false }
}

// To weigh, each phrase is looked up in the whole index; of a part, what stands newest is near enough.
function weighed(asked: Query, match: string): Tier {
  const narrow = facets(asked)
  return { match: and([...narrow, match]), weighed: narrow.length === 0 }
}

function facets({ in: section, village, level }: Query): string[] {
  const parts = [
    section && facet.section(section),
    level && facet.level(level),
    village && or([facet.everywhere, facet.village(village)]),
  ]
  return parts.filter((part) => part !== undefined)
}

function anyOf({ word, others }: Meant, mark?: string): string {
  return or([word, ...others].map((each) => phraseOf(each, mark)))
}

function and(parts: string[]): string {
  return `(${parts.join(' AND ')})`
}

function or(parts: string[]): string {
  return `(${parts.join(' OR ')})`
}
