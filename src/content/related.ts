/** What belongs together: an entry that names another is named by it too. */
import { builtAt } from '../page/built.ts'
import { articlesIn } from './articles.ts'
import { type Listed, lineOfArticle, lineOfNotice } from './lines.ts'
import { notices } from './notices.ts'

let known: Promise<Map<string, Listed[]>> | undefined

/** The lines of what is related to `rumors/garlic`, both ways. */
export async function relatedTo(reference: string): Promise<Listed[]> {
  known ??= read()
  return (await known).get(reference) ?? []
}

async function read(): Promise<Map<string, Listed[]>> {
  const articles = await articlesIn()
  // The Worker does not look at these pages, so what is scheduled waits for the build after its minute.
  const out = (await notices()).filter(({ times }) => times.published <= builtAt)
  const lines = new Map<string, Listed>([
    ...out.map((notice) => [`notices/${notice.slug}`, lineOfNotice(notice)] as const),
    ...articles.map((article) => [`${article.section}/${article.id}`, lineOfArticle(article)] as const),
  ])
  const pairs = new Map<string, Set<Listed>>()
  const join = (from: string, to: string) => {
    const line = lines.get(to)
    if (line) pairs.set(from, (pairs.get(from) ?? new Set()).add(line))
  }
  for (const { section, id, entry } of articles) {
    for (const other of entry.data.related) {
      join(`${section}/${id}`, other)
      join(other, `${section}/${id}`)
    }
  }
  return new Map([...pairs].map(([reference, found]) => [reference, [...found]]))
}
