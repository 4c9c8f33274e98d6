/** What a column of somebody's list may mean: one of our columns, a whole place, what was so the day before, or words for the note; pure. */
import { type Form, fieldsOf } from './form.ts'
import { besidesOf, columnsOf, EARLIER, NOTE_PATH } from './list.ts'

export interface Meaning {
  path: string
  label: string
  /** Our own word, and what else heads such a column. */
  names: readonly string[]
  /** Puts the words of a cell where they belong. */
  take(words: string): Record<string, string>
}

const remarks = ['备注说明', '情况说明', '其他情况', '说明', '其他', '其它']

/** All of a form's list, in the order in which one is chosen. */
export function meaningsOf(form: Form): Meaning[] {
  const plain = [...columnsOf(form), ...besidesOf(form)].map(
    ({ path, label, field }): Meaning => ({
      path,
      label,
      names: [
        label,
        ...(path === NOTE_PATH ? remarks : path.startsWith(EARLIER) ? [field.label, ...field.heads] : field.heads),
      ],
      take: (words) => ({ [path]: words }),
    }),
  )
  // Parts of a group in one cell: 广东深圳.
  const whole = Object.entries(fieldsOf(form)).flatMap(([path, { label, heads, split }]): Meaning[] => {
    const take = (words: string) =>
      Object.fromEntries(Object.entries(split?.(words) ?? {}).map(([part, said]) => [`${path}.${part}`, said]))
    return split ? [{ path, label: `${label}（都在一格）`, names: [label, ...heads], take }] : []
  })
  return [...plain, ...whole]
}
