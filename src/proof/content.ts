/** Everything that stands in `content/`, read once. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Section, sectionNames } from '../content/sections.ts'
import { type ContentEntry, readEntry } from './entry.ts'
import type { Mistake } from './mistake.ts'
import { wrongNames } from './names.ts'

/** The file names of each section, those included that cannot be read. */
export type Slugs = Record<Section, Set<string>>

/** The entries that can be read, and what is wrong with the names and front matter of the others. */
export function readContent(root: string): { entries: ContentEntry[]; slugs: Slugs; mistakes: Mistake[] } {
  const entries: ContentEntry[] = []
  const slugs = Object.fromEntries(sectionNames.map((section) => [section, new Set<string>()])) as Slugs
  const mistakes: Mistake[] = misplaced(root)
  for (const section of sectionNames) {
    const folder = join(root, 'content', section)
    const names = existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith('.')) : []
    mistakes.push(...wrongNames(section, names))
    for (const name of names.filter((each) => each.endsWith('.md'))) {
      const slug = name.slice(0, -'.md'.length)
      slugs[section].add(slug)
      const read = readEntry(section, slug, readFileSync(join(folder, name), 'utf8'))
      if ('what' in read) mistakes.push(read)
      else entries.push(read)
    }
  }
  return { entries, slugs, mistakes }
}

// A text in a folder that is no section would be lost without a word.
function misplaced(root: string): Mistake[] {
  const found = readdirSync(join(root, 'content'), { withFileTypes: true }).flatMap((each) => {
    if (!each.isDirectory()) return each.name.endsWith('.md') ? [each.name] : []
    if (sectionNames.some((section) => section === each.name)) return []
    return readdirSync(join(root, 'content', each.name))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${each.name}/${name}`)
  })
  const what = `没有这个栏目，文章放在 ${sectionNames.map((section) => `content/${section}/`).join('、')}`
  return found.map((name) => ({ file: `content/${name}`, line: 1, field: '文件名', what }))
}
