/** Words that mean the same, and the first letters of their pinyin, as `content/words.json` says it; a wrong row stops the build. */
import { z } from 'zod'
import said from '#content/words.json' with { type: 'json' }
import { runsOf } from './grams.ts'

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
const MOST = 12
const MOST_KNOWN = 4

/** What else to look for when somebody asks for `word`: other words for a part of it, or what its letters stand for. */
export function othersFor(word: string, alike: Alike = table): string[] {
  const others = alike.flatMap(({ words, initials }) => {
    const inside = words.filter((known) => word.includes(known))
    const replaced = inside.flatMap((known) => words.map((other) => word.replace(known, other)))
    return initials.includes(word) ? [...words, ...replaced] : replaced
  })
  return [...new Set(others)].filter((other) => other !== word).slice(0, MOST)
}

/** The known words that stand in a longer question, as many as a query takes; of one within another only the longer. */
export function knownIn(question: string, alike: Alike = table): string[] {
  const inside = alike.flatMap(({ words }) => words).filter((known) => question.includes(known))
  const longest = inside.filter((known) => !inside.some((other) => other !== known && other.includes(known)))
  return [...new Set(longest)].slice(0, MOST_KNOWN)
}
