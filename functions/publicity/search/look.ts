/** From words to pages: what stands as it was typed; else, and of a whole question, what it is about. */
import type { App } from '#platform/context.ts'
import { type Meant, places, type Tier, tierOfList, tiersFor, tracesOf } from './match.ts'
import { ranked } from './near.ts'
import type { Query } from './query.ts'
import { soundingIn } from './sounds.ts'
import { read, sight } from './store/near.ts'
import { BLOCK, type FoundPages, find } from './store.ts'
import { type Unit, unitsOf } from './units.ts'
import { othersFor } from './words.ts'

/** Answers a page. */
export const TAKE = 10

/** What was found, and what is marked in it. */
export interface Found extends FoundPages {
  marks: string[]
  also: string[]
  near: string[]
}

/** What answers; undefined where this build's pages are not loaded. */
export async function look(
  { DB, SEARCH_BUILD }: Pick<App['Bindings'], 'DB' | 'SEARCH_BUILD'>,
  asked: Query,
  words: string[],
  now: number,
): Promise<Found | undefined> {
  const skip = (asked.page - 1) * TAKE
  const ask = (tiers: Tier[], around: string[]) =>
    find(DB, SEARCH_BUILD, { tiers, around, now, inForce: asked.now, skip, take: TAKE })
  if (words.length === 0) {
    const listed = await ask(tierOfList(asked), [])
    return listed && { ...listed, marks: [], also: [], near: [] }
  }
  const typed = words.map(meaning)
  const marks = said(typed)
  const found = await ask(tiersFor(asked, typed), marks)
  if (!found || found.more || found.count > BLOCK || (found.place ?? places.text) < places.text)
    return found && plain(found, marks, words)
  const units = unitsOf(words)
  // Several words are asked for together; one that is several may stand in a text by chance.
  if (found.count > 0 && (words.length > 1 || units.length < 2)) return plain(found, marks, words)
  return (await about(DB, SEARCH_BUILD, asked, units, now)) ?? plain(found, marks, words)
}

async function about(
  db: D1Database,
  build: string,
  asked: Query,
  units: Unit[],
  now: number,
): Promise<Found | undefined> {
  const traces = tracesOf(asked, units)
  const matches = traces.map(({ match }) => match)
  if (matches.length === 0) return undefined
  const order = ranked(traces, await sight(db, build, { matches, now, inForce: asked.now }))
  const shown = order.slice((asked.page - 1) * TAKE, asked.page * TAKE)
  if (shown.length === 0) return undefined
  const rows = await read(
    db,
    shown.map(({ id }) => id),
  )
  const texts = rows.map(({ title, text }) => `${title}\n${text}`)
  const heard = units.flatMap((unit) => heardIn(unit, texts))
  const seen = units.filter((unit) => shown.some(({ units }) => units.includes(unit)))
  const marks = [...said(seen), ...heard]
  const near = [...seen.filter(({ loose, whole }) => !loose && !whole).map(({ word }) => word), ...heard]
  const longest = near.filter((word) => !near.some((other) => other !== word && other.includes(word)))
  return { count: order.length, more: false, rows, marks, also: [], near: [...new Set(longest)] }
}

/** How a word that stands nowhere as it was typed is written where it was found. */
function heardIn({ word, heard }: Unit, texts: string[]): string[] {
  if (texts.some((text) => text.includes(word))) return []
  const found = heard.flatMap((way) => texts.map((text) => soundingIn(text, way)).find((hit) => hit) ?? [])
  return found.slice(0, 1)
}

function plain(found: FoundPages, marks: string[], words: string[]): Found {
  return { ...found, marks, also: found.count > 0 ? marks.slice(words.length) : [], near: [] }
}

function meaning(word: string): Meant {
  return { word, others: othersFor(word) }
}

function said(meant: Pick<Unit, 'word' | 'others'>[]): string[] {
  return [...meant.map(({ word }) => word), ...meant.flatMap(({ others }) => others)]
}
