/** What the doors to a record say of a field that was left empty. */
import type { Errors } from '#forms/form.ts'
import type { Blank } from '#register/submissions/view.ts'

const missing = { reference: '请填登记号，回执上有', tail: '请填手机号后四位' }

/** One sentence for each empty field, by its name. */
export function missingAt(blank: Blank | undefined): Errors {
  return Object.fromEntries((blank?.fields ?? []).map((name) => [name, missing[name]]))
}
