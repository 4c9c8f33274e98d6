/** The 33 duties as `content/duties.json` says them, checked once; by role, by office, and as plain text for the search. */
import { z } from 'zod'
import said from '../content/duties.json' with { type: 'json' }
import { type Contact, township } from '../functions/forms/township.ts'

/** Duties are numbered as their source numbers them. */
const count = 33

const words = z.string().min(1)
const duty = z.strictObject({
  number: z.int().min(1).max(count, `只有 ${count} 条，编号写 1 到 ${count}`),
  text: words.max(60, '一条最多 60 个字'),
  roles: z.array(words).min(1, '至少写一位责任人'),
  offices: z.array(words).min(1, '至少写一个责任单位'),
})
const shape = z
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

/** The checked duties, or an error naming each wrong duty (第 7 条) and field. */
export function readDuties(json: unknown): Duties {
  const read = shape.safeParse(json)
  if (read.success) return read.data
  const wrong = read.error.issues.map(({ path, message }) => `${place(json, path)}: ${message}`)
  throw new Error(`content/duties.json\n  ${wrong.join('\n  ')}`)
}

// `groups.2.duties.1.text` is found faster as 第 8 条 text.
function place(json: unknown, path: PropertyKey[]): string {
  const [groups, group, duties, index, ...field] = path
  if (groups !== 'groups' || duties !== 'duties' || index === undefined) return path.join('.')
  const { number } = (json as Duties).groups[Number(group)]?.duties[Number(index)] ?? {}
  return `第 ${number ?? '?'} 条 ${field.join('.')}`
}

export const duties = readDuties(said)
export const allDuties: Duty[] = duties.groups.flatMap((group) => group.duties)

/** Roles or offices in the order of how often they answer, each with its duties. */
export function answering(kind: 'roles' | 'offices'): { name: string; duties: Duty[] }[] {
  const names = [...new Set(allDuties.flatMap((each) => each[kind]))]
  const found = names.map((name) => ({ name, duties: allDuties.filter((each) => each[kind].includes(name)) }))
  return found.sort((a, b) => b.duties.length - a.duties.length)
}

/** Where a role or an office is reached; null: in each village, at its own telephone. */
export function reached(name: string): Contact | null {
  const where = duties.call[name] ?? 'commandPost'
  return where === 'villages' ? null : township.contacts[where]
}

/** Each duty as the search may find it: its row, its group, its words. */
export function dutyTexts(): { path: string; title: string; text: string }[] {
  return duties.groups.flatMap((group) =>
    group.duties.map(({ number, text, roles, offices }) => ({
      path: `/people/duties/#duty-${number}`,
      title: `${group.title}：第 ${number} 条`,
      text: `${text}责任人：${roles.join('、')}。责任单位：${offices.join('、')}。`,
    })),
  )
}
