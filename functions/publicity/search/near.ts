/** Which pages are about most of what a question is about, best first. */
import { plainOf } from './grams.ts'
import type { Trace } from './match.ts'
import type { Unit } from './units.ts'

/** A page where something of the question stands. */
export interface Sighting {
  id: number
  title: string
  section: string
  /** A notice that is over. */
  over: number
  /** How much of the page says what was looked for, beside others of its list. */
  weight: number
}

/** What stands in a title is what a page is about; what merely sounds so may be something else. */
const worth = { title: 3, text: 1, heardTitle: 2, heardText: 0.5 }
/** Who named the page's title whole wants that page. */
const FULL = 3
const TYPED = 0.5
const RUMOR = 0.8
const OVER = 0.6
const DUTY = 0.3
/** What stands on so many pages says little about any of them. */
const COMMON = 60
/** Of the question's characters, what at least has to be found. */
const LEAST = 0.3

/** The pages of `sightings`, a list a trace, by their numbers; those that share too little with the question are left out. */
export function ranked(traces: Trace[], sightings: Sighting[][]): { id: number; units: Unit[] }[] {
  const pages = new Map<number, { sighting: Sighting; units: Unit[]; score: number }>()
  const units = [...new Set(traces.map(({ unit }) => unit))]
  for (const unit of units) {
    for (const [sighting, value] of valuesOf(unit, traces, sightings)) {
      const page = pages.get(sighting.id) ?? { sighting, units: [], score: 0 }
      pages.set(sighting.id, page)
      page.units.push(unit)
      page.score += value
    }
  }
  const all = lettersOf(units)
  return [...pages.values()]
    .filter(({ units }) => units.some(({ whole }) => whole) || lettersOf(units) >= all * LEAST)
    .map(({ sighting, units, score }) => ({ id: sighting.id, units, score: score * standing(sighting) }))
    .sort((a, b) => b.score - a.score || b.id - a.id)
}

// A word that holds another counts for both.
function lettersOf(units: Unit[]): number {
  return new Set(units.filter(({ whole }) => !whole).flatMap(({ typed }) => [...typed])).size
}

/** What each page is worth for one unit: by its best trace, and the more, the fewer pages there are. */
function valuesOf(unit: Unit, traces: Trace[], sightings: Sighting[][]): Map<Sighting, number> {
  const mine = traces
    .map((trace, at) => ({ trace, found: sightings[at] ?? [] }))
    .filter(({ trace }) => trace.unit === unit)
  // A word that stands somewhere was not misspelt.
  const stands = mine.some(({ trace, found }) => !trace.heard && found.length > 0)
  const best = new Map<number, { sighting: Sighting; value: number }>()
  for (const { trace, found } of mine) {
    if (stands && trace.heard) continue
    const most = Math.max(...found.map(({ weight }) => weight))
    for (const sighting of found) {
      const value =
        worthOf(trace, sighting) *
        (1 + (trace.where === 'text' && !unit.whole && most > 0 ? sighting.weight / most / 2 : 0))
      if (value > (best.get(sighting.id)?.value ?? 0)) best.set(sighting.id, { sighting, value })
    }
  }
  const rare = unit.weight * Math.log(1 + COMMON / best.size)
  return new Map([...best.values()].map(({ sighting, value }) => [sighting, value * rare]))
}

function worthOf({ unit, where, heard }: Trace, { title }: Sighting): number {
  if (where === 'text') return heard ? worth.heardText : worth.text
  const plain = plainOf(title).text
  const typed = plain.includes(unit.word)
  const said = unit.others.filter((other) => plain.includes(other)).map((other) => other.length)
  const length = typed ? unit.word.length : heard ? (unit.heard[0]?.length ?? 0) + 1 : Math.max(0, ...said)
  const full = Math.min(1, length / plain.length) ** 2 * FULL
  return (heard ? worth.heardTitle : worth.title) + (typed ? TYPED + full : full / 2)
}

function standing({ section, over }: Sighting): number {
  if (section === 'duties') return DUTY
  if (over) return OVER
  return section === 'rumors' ? RUMOR : 1
}
