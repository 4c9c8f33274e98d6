/** One text by itself, before it is written into `content/`. */
import type { Section } from '../content/sections.ts'
import { locate, readEntry } from './entry.ts'
import type { Mistake } from './mistake.ts'
import { wrongNames } from './names.ts'
import { readFields } from './sections.ts'

/** What is wrong with the name and the front matter of `text`; other files and links are not looked at. */
export function wrongAlone(section: Section, slug: string, text: string): Mistake[] {
  const entry = readEntry(section, slug, text)
  const names = wrongNames(section, [`${slug}.md`])
  if ('what' in entry) return [...names, entry]
  return [...names, ...readFields(entry, () => true).found.map((each) => locate(entry, each))]
}
