/** Where entries stand together: notices by month, knowledge by topic and reader, rebuttals by topic and verdict. */
import { getCollection } from 'astro:content'
import { dayAt } from '#platform/clock.ts'
import { audiences, topics } from './entries/knowledge.ts'
import { themes, verdicts } from './entries/rumor.ts'
import { type Listed, lineOfKnowledge, lineOfNotice, lineOfRumor } from './lines.ts'
import { notices } from './notices.ts'
import type { Section } from './sections.ts'

export interface Shelf {
  section: Section
  by: 'month' | 'topic' | 'for' | 'verdict'
  key: string
  title: string
  lines: Listed[]
}

export const hrefOf = ({ section, by, key }: Shelf) => `/${section}/${by}/${key}/`

/** The shelves of a section on which something stands; months newest first. */
export async function shelvesOf(section: Section): Promise<Shelf[]> {
  return (await shelves()).filter((shelf) => shelf.section === section)
}

/** Every shelf on which something stands. */
export async function shelves(): Promise<Shelf[]> {
  const knowledge = (await getCollection('knowledge')).sort((a, b) => +b.data.reviewedOn - +a.data.reviewedOn)
  const rumors = (await getCollection('rumors')).sort((a, b) => +b.data.checkedOn - +a.data.checkedOn)
  const months = Map.groupBy(await notices(), ({ times }) => dayAt(times.published).slice(0, 7))
  const labelled = <T extends object>(labels: T) => Object.entries(labels) as [keyof T & string, string][]
  const all: Shelf[] = [
    ...[...months].map(
      ([month, those]) =>
        ({
          section: 'notices',
          by: 'month',
          key: month,
          title: titleOfMonth(month),
          lines: those.map(lineOfNotice),
        }) as const,
    ),
    ...labelled(topics).map(([key, title]) => {
      const those = knowledge.filter(({ data }) => data.topic === key)
      // The shelf's own title says the topic already.
      const lines = those.map((entry) => ({ ...lineOfKnowledge(entry), badge: '' }))
      return { section: 'knowledge', by: 'topic', key, title, lines } as const
    }),
    ...labelled(audiences).map(([key, title]) => {
      const lines = knowledge.filter(({ data }) => data.audiences.includes(key)).map(lineOfKnowledge)
      return { section: 'knowledge', by: 'for', key, title: `写给${title}`, lines } as const
    }),
    ...labelled(themes).map(([key, title]) => {
      const lines = rumors.filter(({ data }) => data.topic === key).map(lineOfRumor)
      return { section: 'rumors', by: 'topic', key, title, lines } as const
    }),
    ...labelled(verdicts).map(([key, title]) => {
      const lines = rumors.filter(({ data }) => data.verdict === key).map(lineOfRumor)
      return { section: 'rumors', by: 'verdict', key, title: `${title}的说法`, lines } as const
    }),
  ]
  return all.filter(({ lines }) => lines.length > 0)
}

function titleOfMonth(month: string): string {
  const [year, number] = month.split('-').map(Number)
  return `${year}年${number}月的通知`
}
