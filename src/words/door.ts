/** What the doors to a record say of a field that was left empty, or is too short to be right. */
import type { Errors } from '#forms/form.ts'
import type { Blank } from '#register/submissions/view.ts'

const missing = { reference: '请填登记号，回执上有', tail: '请填手机号后四位' }

/** One sentence for each such field, by its name. */
export function missingAt(blank: Blank | undefined): Errors {
  const { fields = [], digits } = blank ?? {}
  const short = digits && { reference: `登记号有 12 位数字，您填了 ${digits} 位，请对着回执再看一遍` }
  return Object.fromEntries(fields.map((name) => [name, { ...missing, ...short }[name]]))
}
