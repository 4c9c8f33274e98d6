/** What the search knows of a character: its simple form and how it is read. Made by `npm run characters`. */
import said from './characters.json' with { type: 'json' }

const simple = new Map<string, string>()
const signs = [...said.simple]
for (let at = 0; at < signs.length; at += 2) simple.set(signs[at] ?? '', signs[at + 1] ?? '')

const readings = new Map<string, string[]>()
for (const [syllable, read] of Object.entries(said.sounds))
  for (const sign of read) {
    const heard = alike(syllable)
    const known = readings.get(sign) ?? []
    if (!known.includes(heard)) readings.set(sign, [...known, heard])
  }

/** Every syllable of the language as it is typed, without its tone, and as it is heard. */
export const syllables: ReadonlySet<string> = new Set(
  Object.keys(said.sounds).flatMap((typed) => [typed, alike(typed)]),
)

/** A traditional character as it is written on the mainland; any other as it is. */
export function simplified(sign: string): string {
  return simple.get(sign) ?? sign
}

/** How a character may be read, as it is heard; nothing for what is no common character. */
export function readingsOf(sign: string): readonly string[] {
  return readings.get(sign) ?? []
}

/** A typed syllable as it is heard: most of our readers say zh as z, l as n and ing as in, and type what they say. */
export function alike(syllable: string): string {
  return syllable
    .replace(/^([zcs])h/, '$1')
    .replace(/^n/, 'l')
    .replace(/ng$/, 'n')
}
