/** The entries of the sections that hold until somebody looks at them again, each with what its sort says of it. */
import { type CollectionEntry, getCollection } from 'astro:content'
import type { ArticleSort, Facts, Shelving } from './entries/sort.ts'
import { type ArticleSection, articleSections, articles } from './sections.ts'

export interface Article extends Facts {
  section: ArticleSection
  id: string
  href: string
  entry: CollectionEntry<ArticleSection>
  /** When it was last looked at. */
  on: Date
}

/** Every entry of every such section, or of one; in no order. */
export async function articlesIn(...only: ArticleSection[]): Promise<Article[]> {
  const read = (only.length > 0 ? only : articleSections).map(async (section) => {
    // A sort reads what its own schema let through.
    const { facts, lookedOn }: ArticleSort = articles[section]
    const entries: CollectionEntry<ArticleSection>[] = await getCollection(section)
    return entries.map((entry) => {
      const [id, data] = [entry.id, entry.data as never]
      return { section, id, href: `/${section}/${id}/`, entry, on: lookedOn(data), ...facts(data) }
    })
  })
  return (await Promise.all(read)).flat()
}

/** The keys of the shelves of a kind on which an entry stands. */
export function keysOn({ of }: Shelving, { entry }: Article): readonly string[] {
  return of(entry.data as never)
}
