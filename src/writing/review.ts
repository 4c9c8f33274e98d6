/** `npm run review`: what an editor should look at again, with the reason; nothing here stops a build. */
import type { z } from 'astro/zod'
import { addDays, type Day, dayAt, startOf } from '#platform/clock.ts'
import { lintNotice } from '../channels/lint.ts'
import { notice } from '../content/entries/notice.ts'
import { articles, isArticle } from '../content/sections.ts'
import type { ContentEntry } from '../proof/entry.ts'
import { unwritten } from './blank.ts'

/** One group of lines under a headline. */
export interface Group {
  title: string
  lines: string[]
}

const soon = 14
const endsSoon = 7
const long = 90

/** What is due in the entries at `now` (UTC milliseconds); only groups in which something stands. */
export function review(entries: ContentEntry[], now: number): Group[] {
  const today = dayAt(now)
  const notices = noticesIn(entries)
  const reviewed = entries.flatMap((entry) => {
    const by = reviewBy(entry)
    return by ? [{ by, line: `${entry.file}：最晚 ${by} 核对` }] : []
  })
  const due = reviewed.sort((a, b) => (a.by < b.by ? -1 : 1))
  const groups = [
    { title: '已经过了核对的日子', lines: due.filter(({ by }) => by < today).map(({ line }) => line) },
    {
      title: `${soon} 天以内要核对`,
      lines: due.filter(({ by }) => by >= today && by <= addDays(today, soon)).map(({ line }) => line),
    },
    ...standing(notices, now),
    { title: '通知的写法，再看一眼', lines: wording(notices, now) },
    {
      title: `还有“${unwritten}”的地方`,
      lines: entries.filter(({ text }) => text.includes(`${unwritten}：`)).map(({ file }) => file),
    },
  ]
  return groups.filter(({ lines }) => lines.length > 0)
}

/** The groups as they are printed. */
export function sayReview(groups: Group[]): string {
  if (groups.length === 0) return '现在没有要再看一遍的文章。'
  return groups
    .map(({ title, lines }) => [`${title}（${lines.length}）`, ...lines.map((line) => `  ${line}`)].join('\n'))
    .join('\n\n')
}

function reviewBy({ section, data }: ContentEntry): Day | undefined {
  const read = isArticle(section) ? articles[section].schema.safeParse(data) : undefined
  return read?.success ? read.data.reviewBy.toISOString().slice(0, 10) : undefined
}

interface ReadNotice {
  entry: ContentEntry
  data: z.infer<typeof notice>
}

function noticesIn(entries: ContentEntry[]): ReadNotice[] {
  return entries.flatMap((entry) => {
    const read = entry.section === 'notices' ? notice.safeParse(entry.data) : undefined
    return read?.success ? [{ entry, data: read.data }] : []
  })
}

// Of what is over nobody has to mend the wording.
function wording(read: ReadNotice[], now: number): string[] {
  const current = read.filter(({ data: { until, repealed } }) => (until ?? now + 1) > now && !repealed)
  return current.flatMap(({ entry, data }) =>
    lintNotice(data, entry.body).map(({ where, what }) => `${entry.file} ${where}：${what}`),
  )
}

// A notice that ends by itself may stay in the archive; one that is about to end may need a successor.
function standing(read: ReadNotice[], now: number): Group[] {
  const replaced = new Set(read.flatMap(({ data }) => data.supersedes))
  const alone = read.filter(({ entry, data }) => !replaced.has(entry.slug) && !data.repealed && data.published <= now)
  const ending = alone.flatMap(({ entry, data: { until } }) =>
    until !== undefined && until > now && dayAt(until - 1) <= addDays(dayAt(now), endsSoon)
      ? [`${entry.file}：管到 ${dayAt(until - 1)}`]
      : [],
  )
  const open = alone.flatMap(({ entry, data: { until, published } }) =>
    until === undefined && published < startOf(addDays(dayAt(now), -long))
      ? [`${entry.file}：${dayAt(published)} 发布`]
      : [],
  )
  return [
    { title: `${endsSoon} 天以内到期的通知，还要不要接着管`, lines: ending },
    { title: `发布超过 ${long} 天、没写到哪天为止的通知，还管不管用`, lines: open },
  ]
}
