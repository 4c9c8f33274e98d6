/** A whole question cut into what it is about: words that are known, what is left of it, and all of it by its sound. */
import asking from '#content/asking.json' with { type: 'json' }
import { heardAs, spelledAs } from './sounds.ts'
import { isKnown, knownBySound, othersFor } from './words.ts'

/** One thing that a question is about. */
export interface Unit {
  /** As the index sees it; the letters, where pinyin was typed. */
  word: string
  /** What else it is called. */
  others: string[]
  /** How it sounds, in the ways it may be read: of each pair of syllables what may stand for it. */
  heard: string[][][]
  /** The part of the question that it stands for. */
  typed: string
  /** How much it says of the question. */
  weight: number
  /** Found in titles alone: a pair of characters, which may belong to no word. */
  loose: boolean
  /** All of what was typed without a gap, whatever is known in it. */
  whole?: true
}

const weights = { known: 3, misspelt: 3, whole: 2, rest: 2, pair: 1, single: 0.5 }
const MOST = 8
const LONGEST = 8

const numbers = new RegExp(`[${asking.digits}]{2,}`, 'g')
const fillers = new Set(asking.words)

/** What `words`, as query.ts cuts them, are about; the words themselves last, because all of one may stand in a text. */
export function unitsOf(words: string[]): Unit[] {
  const chunks = words.map(inFigures).flatMap((word) => word.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? [])
  const parts = joinLetters(chunks).flatMap((chunk) => (isHan(chunk) ? cut(chunk) : [letters(chunk)]))
  const whole = words
    .filter((word) => !fillers.has(word))
    .map((word) => ({ ...unit(word, weights.whole), heard: [], whole: true as const }))
  const units = [...parts.slice(0, MOST), ...whole]
  return units.filter(({ word }, at) => units.findIndex((other) => other.word === word) === at)
}

function unit(word: string, weight: number, loose = false): Unit {
  const heard = heardAs(word)
  // A pair sounds like too much else, and a known word was not misspelt.
  return {
    word,
    typed: word,
    others: othersFor(word),
    heard: heard && !loose && !isKnown(word) && word.length < 5 ? [heard] : [],
    weight,
    loose,
  }
}

function letters(word: string): Unit {
  const ways = spelledAs(word)
  const meant = ways.map(knownBySound).find((known) => known !== undefined)
  if (meant && othersFor(word).length === 0) return { ...unit(meant, weights.known), typed: word }
  return { ...unit(word, weights.known), heard: ways.map((way) => way.map((token) => [token])) }
}

/** A run of characters: what is known in it, the longest first, and what is left between that and the words of asking. */
function cut(run: string): Unit[] {
  const units: Unit[] = []
  let rest = ''
  const settle = () => {
    units.push(...left(rest))
    rest = ''
  }
  for (let at = 0; at < run.length; ) {
    const { length, known } = longestAt(run, at)
    if (length === 0) rest += run.charAt(at)
    else settle()
    if (known) units.push(unit(run.slice(at, at + length), weights.known))
    at += length || 1
  }
  settle()
  return units
}

function longestAt(run: string, at: number): { length: number; known: boolean } {
  for (let length = Math.min(LONGEST, run.length - at); length > 0; length--) {
    const word = run.slice(at, at + length)
    if (isKnown(word)) return { length, known: true }
    if (fillers.has(word)) return { length, known: false }
  }
  return { length: 0, known: false }
}

// 110 and 84 may be written in characters, sign by sign.
function inFigures(word: string): string {
  return word.replace(numbers, (signs) => [...signs].map((sign) => asking.digits.indexOf(sign)).join(''))
}

// What nobody knows may be a word, two, or one that was misspelt.
function left(rest: string): Unit[] {
  if (rest === '') return []
  const signs = [...rest]
  if (signs.length === 1) return [unit(rest, weights.single, true)]
  const pairs =
    signs.length === 2 ? [] : signs.slice(1).map((next, at) => unit(`${signs[at]}${next}`, weights.pair, true))
  const meant = misspelt(rest)
  const all = [unit(rest, weights.rest), ...pairs]
  return meant
    ? [{ ...unit(meant.word, weights.misspelt), typed: meant.typed }, ...all.map((each) => ({ ...each, heard: [] }))]
    : all
}

/** The known word that sounds as the longest part of `rest` does, and that part. */
function misspelt(rest: string): { word: string; typed: string } | undefined {
  const signs = [...rest]
  for (let length = Math.min(LONGEST, signs.length); length > 1; length--)
    for (let at = 0; at + length <= signs.length; at++) {
      const typed = signs.slice(at, at + length).join('')
      const word = knownBySound(typed)
      if (word) return { word, typed }
    }
  return undefined
}

// Syllables that were typed with gaps are one word: fa shao.
function joinLetters(chunks: string[]): string[] {
  const joined: string[] = []
  for (const chunk of chunks) {
    const last = joined.at(-1)
    if (last && /^[a-z]+$/.test(last + chunk) && spelledAs(last + chunk).length > 0)
      joined[joined.length - 1] = last + chunk
    else joined.push(chunk)
  }
  return joined
}

function isHan(chunk: string): boolean {
  return /^\p{Script=Han}/u.test(chunk)
}
