/** Drafts of new texts, and the list of those that should be looked at again. */
import { expect, it } from 'vitest'
import { knowledge } from '#src/content/entries/knowledge.ts'
import { notice } from '#src/content/entries/notice.ts'
import { rumor } from '#src/content/entries/rumor.ts'
import { readEntry } from '#src/proof/entry.ts'
import { draft } from '#src/writing/draft.ts'
import { review, sayReview } from '#src/writing/review.ts'
import { proofOf, right } from '../support/writing.ts'

// 2026-11-22, ten in the evening in Shanghai.
const now = Date.UTC(2026, 10, 22, 14)
const free = () => false

function made(...words: string[]) {
  const written = draft(words, now, free)
  if (typeof written === 'string') throw new Error(written)
  return written
}

it.each([
  ['notice', '停水半天'],
  ['notice', '明天9:00 #停水: "半天"'],
  ['knowledge', '怎么洗手'],
  ['rumor', '120'],
  ['rumor', 'true'],
])('a draft of a %s called %s passes the check as it stands', async (kind, title) => {
  const { section, slug, text } = made(kind, title)
  expect(await proofOf([`${section}/${slug}.md`, '', text])).toEqual([])
  expect(readEntry(section, slug, text)).toMatchObject({ data: { title } })
})

it.each([
  ['notice', notice],
  ['knowledge', knowledge],
  ['rumor', rumor],
])('a draft of a %s explains every field beside it, those too that are left out', (kind, schema) => {
  const fields =
    made(kind, '停水半天')
      .text.split('---')[1]
      ?.match(/^(?:# )?[a-zA-Z]+:.*$/gm) ?? []
  for (const field of fields) expect(field).toMatch(/ # .*\p{Script=Han}/u)
  const names = fields.map((field) => field.replace(/^# /, '').split(':')[0])
  expect(names.sort()).toEqual(Object.keys(schema.shape).sort())
})

it('a notice goes out tomorrow at eight, so that nothing goes out by accident', () => {
  expect(made('notice', '停水半天').text).toContain('\npublished: 2026-11-23 08:00 ')
})

it('a draft is named by its day and the name that was asked for, else by a free number', () => {
  expect(made('notice', '停水半天', 'water').slug).toBe('2026-11-22-water')
  expect(made('notice', '停水半天', '2026-11-30-water').slug).toBe('2026-11-30-water')
  expect(made('rumor', '停水半天', 'water').slug).toBe('water')
  expect(made('knowledge', '停水半天').slug).toBe('2026-11-22-1')
  expect(draft(['notice', '停水半天'], now, (_, slug) => slug.endsWith('-1'))).toMatchObject({ slug: '2026-11-22-2' })
})

it('says how it is used when a word is missing or unknown', () => {
  for (const words of [[], ['notice'], ['notice', ' '], ['news', '停水半天']])
    expect(draft(words, now, free)).toMatch(/^这样写：npm run new -- notice/)
})

function entries(...texts: [file: keyof typeof right, from: string, to: string][]) {
  return texts.map(([file, from, to], index) => {
    const [section] = file.split('/') as ['notices' | 'knowledge' | 'rumors']
    const entry = readEntry(section, `try-${index}`, right[file].replace(from, to))
    if ('what' in entry) throw new Error(entry.what)
    return entry
  })
}

it('lists what is overdue and what is due within 14 days, the earliest first', () => {
  const due = entries(
    ['knowledge/try.md', '2027-02-10', '2026-12-06'],
    ['knowledge/try.md', '2027-02-10', '2026-12-07'],
    ['rumors/try.md', '2027-02-10', '2026-11-22'],
    ['rumors/try.md', '2027-02-10', '2026-11-21'],
  )
  expect(review(due, now)).toEqual([
    { title: '已经过了核对的日子', lines: ['content/rumors/try-3.md：最晚 2026-11-21 核对'] },
    {
      title: '14 天以内要核对',
      lines: ['content/rumors/try-2.md：最晚 2026-11-22 核对', 'content/knowledge/try-0.md：最晚 2026-12-06 核对'],
    },
  ])
})

it('lists notices that end within a week and old ones without an end, if nothing replaced them', () => {
  const standing = entries(
    ['notices/try.md', 'until: 2026-12-31', 'until: 2026-11-29'],
    ['notices/try.md', 'until: 2026-12-31', 'until: 2026-11-30'],
    ['notices/try.md', 'until: 2026-12-31', 'until: 2026-11-21'],
    [
      'notices/try.md',
      /published[\s\S]*?level/.exec(right['notices/try.md'])?.[0] ?? '',
      'published: 2026-08-01\nlevel',
    ],
    ['notices/try.md', 'until: 2026-12-31', 'until: 2026-11-29'],
    ['notices/try.md', 'level:', 'supersedes: [try-4]\nlevel:'],
  )
  expect(review(standing, now)).toEqual([
    { title: '7 天以内到期的通知，还要不要接着管', lines: ['content/notices/try-0.md：管到 2026-11-29'] },
    {
      title: '发布超过 90 天、没写到哪天为止的通知，还管不管用',
      lines: ['content/notices/try-3.md：2026-08-01 发布'],
    },
  ])
})

it('says what the wording of a notice in force could do better, and of no other', () => {
  const unclear = entries(
    ['notices/try.md', '急病打120。', '每户12。'],
    ['notices/try.md', 'until: 2026-12-31', 'until: 2026-11-20'],
  )
  expect(review(unclear, now)).toEqual([
    { title: '通知的写法，再看一眼', lines: ['content/notices/try-0.md 正文：数字12后面没有单位'] },
  ])
})

it('prints groups with their number, or that there is nothing to do', () => {
  expect(sayReview([{ title: '已经过了', lines: ['一', '二'] }])).toBe('已经过了（2）\n  一\n  二')
  expect(sayReview([])).toBe('现在没有要再看一遍的文章。')
})
