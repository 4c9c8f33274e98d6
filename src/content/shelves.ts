/** Where entries stand together: notices by month, the others by what their sort says, a topic, a reader, a verdict. */
import { dayAt } from '#platform/clock.ts'
import { type Article, articlesIn, keysOn } from './articles.ts'
import type { ArticleSort, Shelving } from './entries/sort.ts'
import { type Listed, lineOfArticle, lineOfNotice } from './lines.ts'
import { notices } from './notices.ts'
import { articleSections, articles, type Section } from './sections.ts'

export interface Shelf {
  section: Section
  by: 'month' | Shelving['by']
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
  const all = (await articlesIn()).sort((a, b) => +b.on - +a.on)
  const standing = articleSections.flatMap((section) => {
    const { shelves }: ArticleSort = articles[section]
    const those = all.filter((article) => article.section === section)
    return shelves.flatMap((shelving) => shelvesBy(shelving, section, those))
  })
  return [...(await months()), ...standing].filter(({ lines }) => lines.length > 0)
}

function shelvesBy(shelving: Shelving, section: Section, those: Article[]): Shelf[] {
  const { by, labels, titled, bare } = shelving
  return Object.entries(labels).map(([key, label]) => {
    const lines = those.filter((article) => keysOn(shelving, article).includes(key)).map(lineOfArticle)
    const shown = bare ? lines.map((line) => ({ ...line, badge: '' })) : lines
    return { section, by, key, title: titled?.(label) ?? label, lines: shown }
  })
}

async function months(): Promise<Shelf[]> {
  const months = Map.groupBy(await notices(), ({ times }) => dayAt(times.published).slice(0, 7))
  return [...months].map(([month, those]) => ({
    section: 'notices',
    by: 'month',
    key: month,
    title: titleOfMonth(month),
    lines: those.map(lineOfNotice),
  }))
}

function titleOfMonth(month: string): string {
  const [year, number] = month.split('-').map(Number)
  return `${year}年${number}月的通知`
}
