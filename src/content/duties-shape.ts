/** What `content/duties.json` must hold; apart from the duties themselves, so that a wrong file can be judged. */
import { z } from 'zod'

/** Duties are numbered as their source numbers them. */
const count = 33

const words = z.string().min(1)
const duty = z.strictObject({
  number: z.int().min(1).max(count, `只有 ${count} 条，编号写 1 到 ${count}`),
  text: words.max(60, '一条最多 60 个字'),
  roles: z.array(words).min(1, '至少写一位责任人'),
  offices: z.array(words).min(1, '至少写一个责任单位'),
})
/** Each of the 33 once, and a telephone for everyone who is named. */
export const shape = z
  .strictObject({
    source: z.strictObject({ title: words, date: z.iso.date('日期要写成 2022-05-07 这样') }),
    /** Words that the source uses for a mechanism, each explained once. */
    terms: z.array(z.strictObject({ term: words, meaning: words })),
    /** Which telephone reaches a role or an office. */
    call: z.record(z.string(), z.enum(['villages', 'commandPost', 'clinic', 'police'])),
    groups: z.array(z.strictObject({ title: words, duties: z.array(duty).min(1) })),
  })
  .superRefine(({ groups, call }, { addIssue }) => {
    const all = groups.flatMap(({ duties }) => duties)
    for (let number = 1; number <= count; number++) {
      const times = all.filter((each) => each.number === number).length
      if (times !== 1)
        addIssue({ code: 'custom', path: ['groups'], message: `第 ${number} 条写了 ${times} 次，要正好一次` })
    }
    const named = new Set(all.flatMap(({ roles, offices }) => [...roles, ...offices]))
    for (const name of named)
      if (!call[name]) addIssue({ code: 'custom', path: ['call', name], message: '没写打哪个电话' })
    for (const name of Object.keys(call).filter((each) => !named.has(each)))
      addIssue({ code: 'custom', path: ['call', name], message: '没有哪一条写到它' })
  })

export type Duties = z.infer<typeof shape>
export type Duty = z.infer<typeof duty>
