/** Words by their sound: two characters that are heard alike are one token, whoever typed them and in whatever letters. */
import { alike, readingsOf, syllables } from './characters.ts'
import { runsOf } from './grams.ts'

// So many ways to read what somebody typed without a gap: fangan is fang'an and fan'gan.
const MOST_WAYS = 4

/** The tokens of the pairs in `text`, each once. */
export function soundsOf(text: string, mark: string): string[] {
  const tokens = runsOf(text).flatMap((run) => {
    const heard = [...run].map(readingsOf)
    return heard.slice(1).flatMap((after, index) => joined(heard[index] ?? [], after))
  })
  return [...new Set(tokens)].map((token) => mark + token)
}

/** A word of characters as it sounds: of each pair the tokens it may be; undefined where a character has no sound. */
export function heardAs(word: string): string[][] | undefined {
  const heard = [...word].map(readingsOf)
  if (heard.length < 2 || heard.some((each) => each.length === 0)) return undefined
  return heard.slice(1).map((after, index) => joined(heard[index] ?? [], after))
}

/** The ways in which letters are whole syllables, those of fewest syllables first: each its pairs. A single syllable is none. */
export function spelledAs(letters: string): string[][] {
  return waysOf(letters)
    .filter((way) => way.length > 1)
    .sort((a, b) => a.length - b.length)
    .slice(0, MOST_WAYS)
    .map((way) => way.slice(1).map((after, index) => (way[index] ?? '') + after))
}

/** The part of `text` that sounds as these pairs do, one after the other. */
export function soundingIn(text: string, pairs: string[][]): string | undefined {
  const signs = [...text]
  const fits = (at: number) =>
    pairs.every((tokens, index) => {
      const here = joined(readingsOf(signs[at + index] ?? ''), readingsOf(signs[at + index + 1] ?? ''))
      return here.some((token) => tokens.includes(token))
    })
  const at = signs.findIndex((_, index) => fits(index))
  return at < 0 ? undefined : signs.slice(at, at + pairs.length + 1).join('')
}

function waysOf(letters: string, ways = new Map<string, string[][]>()): string[][] {
  const known = ways.get(letters)
  if (known) return known
  const found: string[][] = letters === '' ? [[]] : []
  for (let length = Math.min(6, letters.length); length > 0 && letters !== ''; length--) {
    const first = letters.slice(0, length)
    if (!syllables.has(first)) continue
    for (const rest of waysOf(letters.slice(length), ways)) found.push([alike(first), ...rest])
  }
  const best = found.sort((a, b) => a.length - b.length).slice(0, MOST_WAYS)
  ways.set(letters, best)
  return best
}

function joined(before: readonly string[], after: readonly string[]): string[] {
  return before.flatMap((one) => after.map((other) => one + other))
}
