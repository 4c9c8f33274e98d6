/** What names another entry: it must be there, not be itself, and a notice is replaced by one other at most. */
import type { Slugs } from './content.ts'
import type { ContentEntry } from './entry.ts'
import type { Found } from './mistake.ts'
import { near } from './near.ts'

/** The part of an entry's data that names others. */
export interface Naming {
  entry: ContentEntry
  supersedes: string[]
  related: string[]
  published: number
}

/** Wrong references, each with its entry. */
export function wrongReferences(all: Naming[], slugs: Slugs): { entry: ContentEntry; found: Found }[] {
  const notices = new Map(all.filter(({ entry }) => entry.section === 'notices').map((each) => [each.entry.slug, each]))
  const references = new Set(
    Object.entries(slugs).flatMap(([section, all]) => [...all].map((slug) => `${section}/${slug}`)),
  )
  const successor = new Map<string, string>()
  return all.flatMap((naming) => {
    const { entry, supersedes, related } = naming
    const self = `${entry.section}/${entry.slug}`
    return [
      ...supersedes.map((slug, index) => ({ at: ['supersedes', index] as const, what: replaced(naming, slug) })),
      ...related.map((reference, index) => ({
        at: ['related', index] as const,
        what: reference === self ? '写的是它自己' : missing(reference, references, ''),
      })),
    ].flatMap(({ at, what }) => (what ? [{ entry, found: { at, what } }] : []))
  })

  function replaced({ entry: { slug }, published }: Naming, old: string): string | undefined {
    if (old === slug) return '写的是它自己'
    const other = notices.get(old)
    if (!other) return missing(old, slugs.notices, 'notices/')
    if (reaches(old, slug)) return `写的是「${old}」，可那一篇又说自己代替了这一篇，只能有一篇代替另一篇`
    const first = successor.get(old)
    if (first === slug) return `写的是「${old}」，前面已经写过了`
    if (first) return `写的是「${old}」，它已经被 ${first} 代替了，请改成代替 ${first}`
    successor.set(old, slug)
    return other.published > published ? `写的是「${old}」，那一篇比这一篇发布得晚` : undefined
  }

  function reaches(from: string, to: string, seen = new Set<string>()): boolean {
    if (from === to) return true
    if (seen.has(from)) return false
    seen.add(from)
    return (notices.get(from)?.supersedes ?? []).some((next) => reaches(next, to, seen))
  }

  function missing(word: string, known: Set<string>, prefix: string): string | undefined {
    if (known.has(word)) return undefined
    const meant = known.size < 2000 ? near(word, [...known]) : undefined
    return `写的是「${word}」，没有 content/${prefix}${word}.md 这个文件${meant ? `，是不是想写 ${meant}？` : ''}`
  }
}
