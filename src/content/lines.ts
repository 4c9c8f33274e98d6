/** The entries of the sections as a list shows them. */
import { addDays, dayAt, startOf } from '#platform/clock.ts'
import type { Times } from '#publicity/notices/standing.ts'
import { builtAt } from '../page/built.ts'
import { type Article, articlesIn } from './articles.ts'
import { levels } from './entries/notice.ts'
import type { Tone } from './entries/sort.ts'
import { type Notice, notices } from './notices.ts'
import { isArticle, type Section } from './sections.ts'

/** One line of a list. */
export interface Listed {
  href: string
  title: string
  date: Date
  /** Few words that stand beside the title: a verdict, a level, a topic. */
  badge: string
  tone: Tone
  /** Of a notice: from when until when it is in force. */
  times?: Times
}

/** The entries of a section, newest first. */
export async function listed(section: Section): Promise<Listed[]> {
  if (!isArticle(section)) return (await notices()).map(lineOfNotice)
  return (await articlesIn(section)).map(lineOfArticle).sort((a, b) => b.date.getTime() - a.date.getTime())
}

/** The rebuttals of the seven days up to the minute at which a page is read. */
export async function thisWeek(): Promise<Listed[]> {
  const recent = (await listed('rumors')).map((line) => ({ ...line, times: weekFrom(line.date) }))
  return recent.filter(({ times }) => times.end > builtAt)
}

function weekFrom(date: Date): Times {
  const day = date.toISOString().slice(0, 10)
  const published = startOf(day)
  return { published, from: published, end: startOf(addDays(day, 7)), ending: 'expired' }
}

export function lineOfNotice({ href, data, times }: Notice): Listed {
  const date = new Date(dayAt(times.published))
  return { href, title: data.title, date, badge: levels[data.level], tone: data.level, times }
}

export function lineOfArticle({ href, entry, on, badge, tone }: Article): Listed {
  return { href, title: entry.data.title, date: on, badge, tone }
}
