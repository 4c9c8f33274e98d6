/** The one table of what the township publishes: a section for each sort of content, by the name of its folder and its address. */
import { sort as knowledge } from './entries/knowledge.ts'
import { sort as notices } from './entries/notice.ts'
import { sort as rumors } from './entries/rumor.ts'

/** Those whose entries hold until somebody looks at them again; a notice has its own times (notices.ts). */
export const articles = { knowledge, rumors }
export const sections = { notices, ...articles }

export type ArticleSection = keyof typeof articles
export type Section = keyof typeof sections

export const sectionNames = Object.keys(sections) as Section[]
export const articleSections = Object.keys(articles) as ArticleSection[]

export function isArticle(section: Section): section is ArticleSection {
  return section in articles
}
