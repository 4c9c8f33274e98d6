/** One row of a handwritten list, checked by the rules of its form; pure. */
import type { Day } from '#platform/clock.ts'
import { check } from './check.ts'
import type { Answers, Errors, Form } from './form.ts'
import { besidesOf, type Column, columnsOf, commonInput, EARLIER, rowInput, short } from './list.ts'

/**
 * The answers of a row that was written on `day` in `village`, or a sentence for each column that is wrong. What has no
 * column of its own stands under the empty path.
 */
export function checkRow(
  form: Form,
  cells: Record<string, string>,
  village: string,
  day: Day,
): { answers: Answers; errors?: never } | { answers?: never; errors: Errors } {
  const said = rowInput(form, cells)
  const input = commonInput(form, village)
  for (const [name, value] of Object.entries(said))
    input[name] = isParts(value) && isParts(input[name]) ? { ...input[name], ...value } : value
  const { answers, errors } = check(form, input, { today: day, paper: true })
  return answers ? { answers } : { errors: byColumn(columnsOf(form), cells, errors) }
}

interface Besides {
  errors: Errors
  /** How they were the day before, as answers of the form. */
  earlier: Answers
  /** The same in words, and the remark, for notes. */
  notes: string[]
  doubts: Errors
}

/** What a row says besides, see list.ts. What cannot be read of the day before is a doubt, and a note all the same. */
export function checkBesides(form: Form, cells: Record<string, string>, day: Day): Besides {
  const found: Besides = { errors: {}, earlier: {}, notes: [], doubts: {} }
  for (const { path, label, field } of besidesOf(form)) {
    const words = (cells[path] ?? '').trim()
    if (!words) continue
    const plain = path.startsWith(EARLIER) ? path.slice(EARLIER.length) : ''
    const input = plain ? rowInput(form, { [plain]: words })[plain] : words
    const read = field.schema({ today: day, paper: true }).safeParse(input)
    if (!plain && !read.success) found.errors[path] = read.error.issues[0]?.message ?? ''
    if (plain && read.success) found.earlier[plain] = read.data
    if (plain && !read.success) found.doubts[path] = `${label}写的“${words.slice(0, 20)}”认不出来`
    found.notes.push(plain ? `${label}：${words}` : words)
  }
  return found
}

function byColumn(columns: Column[], cells: Record<string, string>, errors: Errors): Errors {
  const found: Errors = {}
  for (const [path, sentence] of Object.entries(errors)) {
    const column = columns.find((each) => path === each.path || path.startsWith(`${each.path}.`))
    const words = column && (cells[column.path] ?? '').trim()
    found[column?.path ?? ''] ??= column?.field.choices && words ? unknown(column, words) : sentence
  }
  return found
}

// Where a choice is typed as words, the sentence says which words there are.
function unknown({ field, label }: Column, words: string): string {
  const choices = Object.values(field.choices ?? {})
  const known = short(field)
    ? choices.map((choice, index) => `${index + 1} ${choice}`).join('、')
    : `${choices[0]}、${choices[1]}这样`
  return `${label}写的“${words.slice(0, 20)}”认不出来，请写${known}`
}

function isParts(value: unknown): value is Answers {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
