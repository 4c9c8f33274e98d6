/** What a piece of knowledge carries: its topic, whom it helps, steps or questions, and when it has to be looked at again. */
import { z } from 'astro/zod'
import { addDays } from '#platform/clock.ts'
import { listed, sourceOf, unwritten } from '#src/writing/blank.ts'
import { day, plain, reference, source, title } from './fields.ts'
import type { ArticleSort } from './sort.ts'

export const topics = {
  fever: '发热就医',
  observation: '居家观察',
  daily: '日常防护',
  family: '老人孩子',
  living: '生产生活',
  mind: '心里不好受',
  law: '法律常识',
} as const

export const audiences = {
  elders: '老年人',
  pregnant: '孕产妇',
  children: '孩子',
  chronic: '有慢性病的人',
  farmers: '种地养殖的人',
  hosts: '办红白事的人家',
  returnees: '返乡的人',
  carers: '照护家人的人',
} as const

export const knowledge = z.strictObject({
  title,
  topic: z.enum(keysOf(topics)),
  /** Left out: everybody. */
  audiences: z.array(z.enum(keysOf(audiences))).default([]),
  plain,
  /** What to do, in order. */
  steps: z.array(z.string().max(40, '一步最多 40 个字')).default([]),
  /** A chain of questions with what to do at once if the answer is yes, and what if it is no to all. */
  flow: z
    .strictObject({
      questions: z
        .array(
          z.strictObject({ ask: z.string().max(40, '一问最多 40 个字'), yes: z.string().max(60, '一答最多 60 个字') }),
        )
        .min(1),
      otherwise: z.string().max(60, '一答最多 60 个字'),
    })
    .optional(),
  /** 问答: a question as people ask it, the answer, and the article of the law that says so. */
  questions: z
    .array(z.strictObject({ q: z.string().min(1), a: z.string().min(1), law: z.string().optional() }))
    .default([]),
  reviewedOn: day,
  /** From this day on the text has to be looked at again, and says so. */
  reviewBy: day,
  related: z.array(reference).default([]),
  sources: z.array(source).min(1, '至少写一个出处'),
})

export const sort = {
  title: '防护知识',
  blurb: '发热怎么办，在家观察怎么过，都写成短句子。',
  empty: '还没有文章。要问什么，可以打卫生院电话。',
  one: 'knowledge',
  name: '知识',
  schema: knowledge,
  looked: 'reviewedOn',
  lookedOn: ({ reviewedOn }) => reviewedOn,
  shelves: [
    { by: 'topic', labels: topics, of: ({ topic }) => [topic], bare: true },
    { by: 'for', labels: audiences, of: (data) => data.audiences, titled: (label) => `写给${label}` },
  ],
  facts: ({ title, topic, plain, steps, questions, ...data }) => ({
    badge: topics[topic],
    tone: 'topic',
    feed: { title, summary: plain.join(''), tags: [topics[topic]] },
    before: [plain, steps, questions.flatMap(({ q, a, law }) => [q, a, law])],
    after: data.audiences.map((audience) => audiences[audience]),
  }),
  front: (title, today) => `title: ${title} # 标题，2 到 30 个字
topic: daily # ${listed(topics)}
# audiences: [elders] # 写给谁，不写就是大家：${listed(audiences)}
plain: # 大白话，一到三句，每句最多 60 个字
  - ${unwritten}：要做什么。
# steps: # 一步一步怎么做，每步最多 40 个字
#   - 先做什么。
# flow: # 一问一答往下走：答“是”就照做，都不是就看 otherwise
#   questions:
#     - ask: 体温到37.3 ℃了吗？
#       yes: 打卫生院电话，照他们说的做。
#   otherwise: 多喝水，好好睡。
# questions: # 问答，law 写哪部法律第几条，没有就不写
#   - q: 大家怎么问？
#     a: 怎么回答。
reviewedOn: ${today} # 哪天核对过
reviewBy: ${addDays(today, 90)} # 最晚哪天再核对
# related: [rumors/garlic] # 相关的文章，写成 栏目/文件名
${sourceOf(today)}`,
  body: `${unwritten}：先用一句话说最要紧的。

## 怎么做

- ${unwritten}：一条写一件事。
`,
} satisfies ArticleSort<z.infer<typeof knowledge>>

function keysOf<T extends object>(labels: T) {
  return Object.keys(labels) as [keyof T & string, ...(keyof T & string)[]]
}
