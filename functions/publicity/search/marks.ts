/** Where the words stand in a text: the hit marked, and the words around it. */
import { plainOf } from './grams.ts'

/** A piece of a text; `hit` where it is what was looked for. */
export interface Part {
  text: string
  hit: boolean
}

const BEFORE = 30
const LENGTH = 60
// What a phone number, a day or a temperature is written with: a part of one would be read as another.
const figure = /[\d０-９.．\-‐－]/

/** The whole of `text` in pieces. `words` are runs as the index sees them. */
export function marked(text: string, words: string[]): Part[] {
  const parts: Part[] = []
  let at = 0
  for (const [from, to] of spansOf(text, words)) {
    if (from > at) parts.push({ text: text.slice(at, from), hit: false })
    parts.push({ text: text.slice(from, to), hit: true })
    at = to
  }
  if (at < text.length) parts.push({ text: text.slice(at), hit: false })
  return parts
}

/** The sentence of the first hit, or the words around it, or the beginning of the text where none is. */
export function snippet(text: string, words: string[]): Part[] {
  const first = firstHit(text, words)
  const edge = Math.max(0, first - BEFORE)
  // A sentence is shown from its beginning, where that is near.
  const begun = /^.*[。！？；\s]/su.exec(text.slice(edge, first))?.[0].length ?? 0
  let from = edge + begun
  let to = Math.min(text.length, from + LENGTH)
  while (isWithinNumber(text, from)) from -= 1
  while (isWithinNumber(text, to)) to += 1
  // Half of a character outside the BMP would be shown as a box.
  const window = text.slice(isTrail(text, from) ? from + 1 : from, isTrail(text, to) ? to - 1 : to)
  const parts = marked(window, words)
  if (from > 0 && begun === 0) parts.unshift({ text: '…', hit: false })
  if (to < text.length) parts.push({ text: '…', hit: false })
  return parts
}

// Most words stand in the text as they were typed; only otherwise is all of it made plain.
function firstHit(text: string, words: string[]): number {
  const straight = words.map((word) => text.indexOf(word)).find((at) => at >= 0)
  return straight ?? spansOf(text, words)[0]?.[0] ?? 0
}

/** Where hits begin and end, in order and without overlap. */
function spansOf(text: string, words: string[]): [from: number, to: number][] {
  const plain = plainOf(text)
  const found = words.flatMap((word) => {
    const spans: [number, number][] = []
    for (let at = plain.text.indexOf(word); word && at >= 0; at = plain.text.indexOf(word, at + word.length))
      spans.push([plain.from[at] ?? 0, plain.to[at + word.length - 1] ?? 0])
    return spans
  })
  const spans: [number, number][] = []
  for (const [from, to] of found.sort((a, b) => a[0] - b[0])) {
    const last = spans.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else spans.push([from, to])
  }
  return spans
}

function isWithinNumber(text: string, at: number): boolean {
  return figure.test(text.charAt(at - 1)) && figure.test(text.charAt(at))
}

function isTrail(text: string, at: number): boolean {
  return /[\udc00-\udfff]/.test(text.charAt(at))
}
