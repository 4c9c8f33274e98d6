/** All that is wrong in `content/`, found before Astro reads it. */
import { wrongReferences } from './chains.ts'
import { type ContentEntry, locate } from './entry.ts'
import { readJson } from './json.ts'
import { deadLinks } from './links.ts'
import type { Mistake } from './mistake.ts'
import { numbersIn, wrongPhones } from './phones.ts'

/** The mistakes of the project in `root`, by file and line; wrong JSON is said alone, for all else follows from it. */
export async function proofread(root: string): Promise<Mistake[]> {
  const json = readJson(root)
  if (json.mistakes.length > 0) return sorted(json.mistakes)
  // Only now: these read the township when they are loaded.
  const { readContent } = await import('./content.ts')
  const { readFields } = await import('./sections.ts')
  const { siteOf } = await import('./site.ts')
  const { entries, slugs, mistakes } = readContent(root)
  const phones = new Set([...json.read.values()].flatMap(numbersIn))
  const site = siteOf(root, slugs, entries)
  const naming = entries.map((entry) => {
    const { found, supersedes, related, published } = readFields(entry, site.isFile)
    mistakes.push(...[...found, ...wrongText(entry)].map((each) => locate(entry, each)))
    return { entry, supersedes, related, published }
  })
  for (const { entry, found } of wrongReferences(naming, slugs)) mistakes.push(locate(entry, found))
  return sorted(mistakes)

  function wrongText(entry: ContentEntry) {
    const empty = { line: entry.bodyLine, field: '正文', what: '没有写，字段下面至少写一句话' }
    return [...(entry.body.trim() ? [] : [empty]), ...wrongPhones(entry.text, phones), ...deadLinks(entry, site)]
  }
}

function sorted(mistakes: Mistake[]): Mistake[] {
  return mistakes.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1))
}
