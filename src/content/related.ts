/** What belongs together: an entry that names another is named by it too. */
import { type CollectionEntry, getCollection } from 'astro:content'
import { builtAt } from '../page/built.ts'
import { type Listed, lineOfKnowledge, lineOfNotice, lineOfRumor } from './lines.ts'
import { notices } from './notices.ts'

let known: Promise<Map<string, Listed[]>> | undefined

/** The lines of what is related to `rumors/garlic`, both ways. */
export async function relatedTo(reference: string): Promise<Listed[]> {
  known ??= read()
  return (await known).get(reference) ?? []
}

async function read(): Promise<Map<string, Listed[]>> {
  const [knowledge, rumors] = [await getCollection('knowledge'), await getCollection('rumors')]
  // The Worker does not look at these pages, so what is scheduled waits for the build after its minute.
  const out = (await notices()).filter(({ times }) => times.published <= builtAt)
  const lines = new Map<string, Listed>([
    ...out.map((notice) => [`notices/${notice.slug}`, lineOfNotice(notice)] as const),
    ...knowledge.map((entry) => [`knowledge/${entry.id}`, lineOfKnowledge(entry)] as const),
    ...rumors.map((entry) => [`rumors/${entry.id}`, lineOfRumor(entry)] as const),
  ])
  const pairs = new Map<string, Set<Listed>>()
  const join = (from: string, to: string) => {
    const line = lines.get(to)
    if (line) pairs.set(from, (pairs.get(from) ?? new Set()).add(line))
  }
  const each: (CollectionEntry<'knowledge'> | CollectionEntry<'rumors'>)[] = [...knowledge, ...rumors]
  for (const { collection, id, data } of each) {
    for (const other of data.related) {
      join(`${collection}/${id}`, other)
      join(other, `${collection}/${id}`)
    }
  }
  return new Map([...pairs].map(([reference, found]) => [reference, [...found]]))
}
