/** Answers checked against their form; pure. */
import { z } from 'zod'
import type { Context } from './field.ts'
import { type Answers, asked, type Errors, type Form, fieldsOf, questions } from './form.ts'
import { withoutInvisible } from './typed.ts'

export type Checked = { answers: Answers; errors?: never } | { answers?: never; errors: Errors }

/**
 * Checks what was sent. `input` is nested as JSON sends it (`untangle` makes it from a page's fields).
 * Gives the answers, or one Chinese sentence for each question that is wrong, in the order of the page.
 */
export function check(form: Form, input: unknown, context: Context): Checked {
  const read = schemaOf(form, context).safeParse(withoutBlanks(input))
  if (!read.success) return { errors: inOrder(form, read.error.issues) }
  const errors = Object.assign({}, ...form.rules.map((rule) => rule(read.data)))
  return Object.keys(errors).length > 0 ? { errors } : { answers: read.data }
}

// A schema depends on nothing but the form and the day, and building one costs more than using it.
const built = new WeakMap<Form, Context & { schema: z.ZodType<Answers> }>()

/** The form as one zod object; its JSON Schema is the API's. */
export function schemaOf(form: Form, context: Context): z.ZodType<Answers> {
  const known = built.get(form)
  if (known?.today === context.today && known.paper === context.paper && known.since === context.since)
    return known.schema
  const rules = asked(fieldsOf(form)).map(([name, field]) => [name, field.schema(context)])
  const schema = z.strictObject(Object.fromEntries(rules))
  built.set(form, { ...context, schema })
  return schema
}

// A blank field of a page, and a null or empty text in JSON, all mean "not answered".
// No form is deeper than people in a list; what is deeper is refused by its form, not walked through.
function withoutBlanks(input: unknown, depth = 4): unknown {
  if (depth === 0 || typeof input !== 'object' || input === null) return input
  if (Array.isArray(input)) return input.map((each) => withoutBlanks(each, depth - 1))
  const filled = Object.entries(input).map(([key, value]) => [key, withoutBlanks(value, depth - 1)])
  return Object.fromEntries(filled.filter(([, value]) => !isBlank(value)))
}

function isBlank(value: unknown): boolean {
  return typeof value === 'string' ? withoutInvisible(value).trim() === '' : value === null || value === undefined
}

function inOrder(form: Form, issues: z.core.$ZodIssue[]): Errors {
  const order = questions(form).map(([name]) => name)
  const place = (issue: z.core.$ZodIssue) => order.indexOf(String(issue.path[0]))
  const errors: Errors = {}
  for (const issue of [...issues].sort((a, b) => place(a) - place(b))) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) errors[[...issue.path, key].join('.')] = '没有这一项，请删去'
    } else {
      errors[issue.path.join('.')] ??= whose(form, issue.path) + issue.message
    }
  }
  return errors
}

// Among several people a sentence says whom it is about.
function whose(form: Form, [name, row, part]: PropertyKey[]): string {
  const rows = questions(form).find(([question]) => question === name)?.[1].rows
  return rows && part !== undefined ? `第 ${Number(row) + 1} 位${rows.one}：` : ''
}
