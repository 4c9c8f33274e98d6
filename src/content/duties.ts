/** The 33 duties as `content/duties.json` says them, checked once; by role, by office, and as plain text for the search. */
import said from '#content/duties.json' with { type: 'json' }
import { type Contact, township } from '#forms/township.ts'
import { type Duties, type Duty, shape } from './duties-shape.ts'

export type { Duties, Duty } from './duties-shape.ts'

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
