/** What a rebuttal carries: the claim as it circulates, the verdict, the fact, and what to tell the family. */
import { z } from 'astro/zod'
import { day, reference, source, title } from './fields.ts'

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
