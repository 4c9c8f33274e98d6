/** What a rebuttal carries: the claim as it circulates, the verdict, the fact, and what to tell the family. */
import { z } from 'astro/zod'
import { addDays } from '#platform/clock.ts'
import { listed, sourceOf, unwritten } from '#src/writing/blank.ts'
import { day, reference, source, title } from './fields.ts'
import type { ArticleSort } from './sort.ts'

export const verdicts = { false: '不实', misleading: '误导', true: '属实', unverified: '待核实' } as const

export const themes = {
  cure: '吃喝偏方',
  spread: '怎么传染',
  cleaning: '消毒清洁',
  medicine: '看病吃药',
  rules: '登记和规定',
} as const

export const rumor = z.strictObject({
  /** The claim as it circulates, and how else it is told. */
  title,
  variants: z.array(z.string().max(40, '另一种说法最多 40 个字')).default([]),
  topic: z.enum(['cure', 'spread', 'cleaning', 'medicine', 'rules']),
  // Without quotation marks YAML reads `false` and `true` as something else than words.
  verdict: z.preprocess(
    (written) => (typeof written === 'boolean' ? String(written) : written),
    z.enum(['false', 'misleading', 'true', 'unverified']),
  ),
  fact: z.string().min(1),
  /** 请这样转告家人. */
  tell: z.string().min(1),
  checkedOn: day,
  reviewBy: day,
  related: z.array(reference).default([]),
  sources: z.array(source).min(1, '至少写一个出处'),
})

export const sort = {
  title: '辟谣',
  blurb: '群里传的话，先看看是不是真的。',
  empty: '现在没有要澄清的。听到拿不准的话，可以打电话问。',
  one: 'rumor',
  name: '辟谣',
  schema: rumor,
  looked: 'checkedOn',
  lookedOn: ({ checkedOn }) => checkedOn,
  shelves: [
    { by: 'topic', labels: themes, of: ({ topic }) => [topic] },
    { by: 'verdict', labels: verdicts, of: ({ verdict }) => [verdict], titled: (label) => `${label}的说法` },
  ],
  facts: ({ title, verdict, topic, fact, tell, variants }) => ({
    badge: verdicts[verdict],
    tone: verdict,
    feed: { title: `${verdicts[verdict]}：${title}`, summary: fact, tags: [verdicts[verdict], themes[topic]] },
    before: [fact, tell, variants],
    after: [themes[topic]],
  }),
  front: (title, today) => `title: ${title} # 群里怎么传的，2 到 30 个字
# variants: # 还有哪些说法，每条最多 40 个字
#   - 另一种说法
topic: cure # ${listed(themes)}
verdict: unverified # ${listed(verdicts)}
fact: ${unwritten}：事实是什么。 # 事实，一两句话
tell: ${unwritten}：这样转告家人。 # 用平常和家里人说话的口气
checkedOn: ${today} # 哪天核实的
reviewBy: ${addDays(today, 90)} # 最晚哪天再核对
# related: [knowledge/fever] # 相关的文章，写成 栏目/文件名
${sourceOf(today)}`,
  body: `${unwritten}：先说这话哪里真、哪里不真。

## 该怎么做

- ${unwritten}：一条写一件事。
`,
} satisfies ArticleSort<z.infer<typeof rumor>>
