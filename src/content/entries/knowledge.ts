/** What a piece of knowledge carries: its topic, whom it helps, steps or questions, and when it has to be looked at again. */
import { z } from 'astro/zod'
import { day, plain, reference, source, title } from './fields.ts'

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

function keysOf<T extends object>(labels: T) {
  return Object.keys(labels) as [keyof T & string, ...(keyof T & string)[]]
}
