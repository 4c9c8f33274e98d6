/** The notices with what follows from one another: from when until when each is in force, and what took its place. */
import { type CollectionEntry, getCollection } from 'astro:content'
import type { Ending, Times } from '#publicity/notices/standing.ts'
import { builtAt } from '../page/built.ts'

export interface Notice {
  slug: string
  href: string
  data: CollectionEntry<'notices'>['data']
  entry: CollectionEntry<'notices'>
  times: Times
  supersedes: Notice[]
  supersededBy?: Notice
}

let known: Promise<Notice[]> | undefined

/** Every notice, newest first; read once a build. */
export function notices(): Promise<Notice[]> {
  known ??= read()
  return known
}

async function read(): Promise<Notice[]> {
  const entries = (await getCollection('notices')).filter(isKnown)
  const all = new Map(entries.map((entry) => [entry.id, { ...bare(entry), supersedes: [] as Notice[] } as Notice]))
  for (const notice of all.values()) {
    for (const slug of notice.data.supersedes) {
      const old = all.get(slug)
      if (!old) throw new Error(`content/notices/${notice.slug}.md supersedes: ${slug}`)
      old.supersededBy = notice
      notice.supersedes.push(old)
    }
  }
  for (const notice of all.values()) Object.assign(notice.times, endOf(notice))
  return [...all.values()].sort((a, b) => b.times.published - a.times.published || (a.slug < b.slug ? 1 : -1))
}

// With no Worker to keep it back until its minute, a scheduled notice waits for a later build.
function isKnown({ data }: CollectionEntry<'notices'>): boolean {
  return !import.meta.env.STATIC_ONLY || data.published <= builtAt
}

function bare(entry: CollectionEntry<'notices'>): Pick<Notice, 'slug' | 'href' | 'data' | 'entry' | 'times'> {
  const { published, from = published } = entry.data
  const times: Times = { published, from, end: Number.POSITIVE_INFINITY, ending: 'expired' }
  return { slug: entry.id, href: `/notices/${entry.id}/`, data: entry.data, entry, times }
}

// Whatever comes first ends a notice.
function endOf({ data, supersededBy }: Notice): { end: number; ending: Ending } {
  const never = Number.POSITIVE_INFINITY
  const ends: { end: number; ending: Ending }[] = [
    { end: data.until ?? never, ending: 'expired' },
    { end: supersededBy?.times.from ?? never, ending: 'superseded' },
    { end: data.repealed?.at ?? never, ending: 'repealed' },
  ]
  return ends.reduce((first, each) => (each.end < first.end ? each : first))
}
