/** An entry's front matter under the schema of its section, and what the schema cannot see. */
import { notice } from '../content/entries/notice.ts'
import type { ArticleSort } from '../content/entries/sort.ts'
import { articles, isArticle } from '../content/sections.ts'
import { miswritten, noticeOrder, reviewOrder } from './dates.ts'
import type { ContentEntry } from './entry.ts'
import { underSchema } from './fields.ts'
import type { Found } from './mistake.ts'

/** What was read of an entry: its mistakes, and the others that it names. */
export interface Read {
  found: Found[]
  supersedes: string[]
  related: string[]
  /** UTC milliseconds; 0 where nothing is published at a moment. */
  published: number
}

/** `isFile` says whether an address like `/files/x.pdf` stands under `public/`. */
export function readFields(entry: ContentEntry, isFile: (path: string) => boolean): Read {
  const none = { supersedes: [], related: [], published: 0 }
  const dates = miswritten(entry.data)
  if (!isArticle(entry.section)) {
    const read = underSchema(notice, entry.data)
    if ('found' in read) return { ...none, found: [...dates, ...read.found] }
    const { supersedes, published, attachments, channels } = read.data
    const files = attachments.map(({ file }, index) => ({ at: ['attachments', index, 'file'], file }))
    const missing = [...files, { at: ['channels', 'audio'], file: channels.audio }].flatMap(({ at, file }) =>
      file && !isFile(file) ? [{ at, what: `写的是「${file}」，没有 public${file} 这个文件` }] : [],
    )
    return {
      ...none,
      supersedes,
      published,
      found: [...(dates.length > 0 ? dates : noticeOrder(read.data)), ...missing],
    }
  }
  const { schema, looked, lookedOn }: ArticleSort = articles[entry.section]
  const read = underSchema(schema, entry.data)
  if ('found' in read) return { ...none, found: [...dates, ...read.found] }
  return {
    ...none,
    related: read.data.related,
    found: dates.length > 0 ? dates : reviewOrder(read.data, lookedOn(read.data as never), looked),
  }
}
