/** Words that mean the same, and the first letters of their pinyin, as `content/words.json` says it; a wrong row stops the build. */
import { z } from 'zod'
import said from '#content/words.json' with { type: 'json' }
import { township } from '#forms/township.ts'
import { runsOf } from './grams.ts'
import { heardAs } from './sounds.ts'

const shape = z.array(
  z.strictObject({
    /** Alike enough that who asks for one wants to read about the others; one word where only its letters matter. */
    words: z.array(z.string().min(2).max(12)).min(1),
    /** What people type for one of them: fr, fs. */
    initials: z.array(z.string().regex(/^[a-z]{2,8}$/)),
  }),
)

export type Alike = z.infer<typeof shape>

/** The checked table, or an error naming each wrong row; words as the index sees them. */
export function readWords(json: unknown): Alike {
  const read = shape.safeParse(json)
  if (!read.success) {
    const wrong = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`content/words.json\n  ${wrong.join('\n  ')}`)
  }
  return read.data.map(({ words, initials }) => ({ words: words.map((word) => runsOf(word).join('')), initials }))
}

const table = readWords(said)
// A long question full of known words must not become a query of hundreds.
const MOST = 16

/** What else to look for when somebody asks for `word`: other words for a part of it, or what its letters stand for. */
export function othersFor(word: string, alike: Alike = table): string[] {
  const same = alike.flatMap(({ words, initials }) => (words.includes(word) || initials.includes(word) ? words : []))
  const inside = alike.flatMap(({ words }) =>
    words.filter((known) => word.includes(known)).map((known) => ({ known, words })),
  )
  // The more of a word is known, the less its replacement changes what it says.
  const replaced = inside
    .sort((a, b) => b.known.length - a.known.length)
    .flatMap(({ known, words }) => words.map((other) => word.replace(known, other)))
  return [...new Set([...same, ...replaced])].filter((other) => other !== word).slice(0, MOST)
}

// A village may go without its last character, which says no more than that it is one.
const villages = Object.values(township.villages).flatMap(({ name }) =>
  name.length > 2 ? [name, name.slice(0, -1)] : [name],
)
const known = new Set([...table.flatMap(({ words }) => words), ...villages])

/** Whether a word stands in the table, or names a village. */
export function isKnown(word: string): boolean {
  return known.has(word)
}

// By how they sound, pair by pair; of two that sound alike the one that stands first.
const bySound = new Map<string, string>()
for (const word of [...known].reverse()) for (const sound of soundsLike(heardAs(word) ?? [])) bySound.set(sound, word)

/** The known word that sounds as these characters do, or as these pairs of syllables. */
export function knownBySound(heard: string | string[]): string | undefined {
  const pairs = typeof heard === 'string' ? heardAs(heard) : heard.map((token) => [token])
  return soundsLike(pairs ?? [])
    .map((sound) => bySound.get(sound))
    .find((word) => word !== undefined)
}

// A word of characters that are read in several ways sounds in several ways.
function soundsLike(pairs: string[][]): string[] {
  if (pairs.length === 0) return []
  return pairs.reduce<string[]>(
    (sounds, tokens) => sounds.flatMap((sound) => tokens.map((token) => `${sound} ${token}`)).slice(0, MOST),
    [''],
  )
}
