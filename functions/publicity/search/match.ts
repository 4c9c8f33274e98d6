/** The question in FTS5's own language: who answers best comes first. Words are letters and digits only, so nothing can break out of it. */
import { gramsOf, phraseOf } from './grams.ts'
import type { Page } from './page.ts'
import type { Query } from './query.ts'
import { soundsOf } from './sounds.ts'
import type { Unit } from './units.ts'

/**
 * One rank of answers: what they match, whether they are weighed or stand newest first, and their place, where 0 stands
 * first; left out of a list, in which nothing stands above anything else.
 */
export interface Tier {
  match: string
  weighed: boolean
  place?: number
}

/** A word, and what else it may be called. */
export interface Meant {
  word: string
  others: string[]
}

// Characters of the private use area, which nobody can type into a question: what bears one is no word of a text.
const FACET = '\ue000'
const TITLE = '\ue001'
const SOUND = '\ue002'
const TITLE_SOUND = '\ue003'

/** Everything that the index holds of a page, separated by spaces. A title is found twice: as such, and as a part of all. */
export function tokensOf({ section, level, villages = [], title }: Omit<Page, 'text'>, text: string): string {
  const places = villages.length > 0 ? villages.map(facet.village) : [facet.everywhere]
  const facets = [facet.page, facet.section(section), ...(level ? [facet.level(level)] : []), ...places]
  const heard = [...soundsOf(title, TITLE_SOUND), ...soundsOf(`${title}\n${text}`, SOUND)]
  return [...facets, gramsOf(title, TITLE), gramsOf(title), gramsOf(text), ...heard].join(' ')
}

/** Places of titles and of texts. In either store.ts puts rumors behind what helps, and what holds no longer behind both. */
export const places = { title: 0, text: 5 }

const MOST_TRACES = 40

const facet = {
  page: `${FACET}page`,
  everywhere: `${FACET}everywhere`,
  section: (section: string) => `${FACET}in${section}`,
  village: (village: string) => `${FACET}village${village}`,
  level: (level: string) => `${FACET}level${level}`,
}

/**
 * Where the words stand in the title as they were typed, or by another name; then the same anywhere. A tier may match what
 * an earlier one did. What a page is about is its title: one that mentions a word by chance comes after.
 */
export function tiersFor(asked: Query, words: Meant[]): Tier[] {
  const exact = (mark?: string) => and(words.map(({ word }) => phraseOf(word, mark)))
  const tiers = [
    { ...newest(asked, exact(TITLE)), place: places.title },
    { ...weighed(asked, exact()), place: places.text },
  ]
  if (words.every(({ others }) => others.length === 0)) return tiers
  const alike = (mark?: string) => and(words.map((meant) => anyOf(meant, mark)))
  return [
    ...tiers,
    { ...newest(asked, alike(TITLE)), place: places.title + 1 },
    { ...newest(asked, alike()), place: places.text + 1 },
  ]
}

/** Where one thing that a question is about stands, and how near that is to what was typed. */
export interface Trace {
  unit: Unit
  where: 'title' | 'text'
  /** By its sound alone. */
  heard: boolean
  match: string
}

/** Everywhere to look for what a question is about, as many statements as one request may send at Cloudflare. */
export function tracesOf(asked: Query, units: Unit[]): Trace[] {
  const narrow = facets(asked)
  const traces = units.flatMap((unit) => {
    const trace = (where: Trace['where'], match: string, heard = false) => ({
      unit,
      where,
      heard,
      match: and([...narrow, match]),
    })
    const traces = [trace('title', anyOf(unit, TITLE))]
    if (!unit.loose) traces.push(trace('text', anyOf(unit)))
    if (unit.heard.length === 0) return traces
    traces.push(trace('title', sounding(unit, TITLE_SOUND), true))
    if (!unit.loose) traces.push(trace('text', sounding(unit, SOUND), true))
    return traces
  })
  return traces.slice(0, MOST_TRACES)
}

function sounding({ heard }: Unit, mark: string): string {
  return or(heard.map((way) => and(way.map((tokens) => or(tokens.map((token) => `"${mark}${token}"`))))))
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

function anyOf({ word, others }: Pick<Unit, 'word' | 'others'>, mark?: string): string {
  return or([word, ...others].map((each) => phraseOf(each, mark)))
}

function and(parts: string[]): string {
  return `(${parts.join(' AND ')})`
}

function or(parts: string[]): string {
  return `(${parts.join(' OR ')})`
}
