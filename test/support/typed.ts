/** What people type and send, on any runtime. */
import { dayAt } from '../../functions/clock.ts'
import { check, sample } from '../../functions/forms/check.ts'
import type { Form } from '../../functions/forms/form.ts'
import { forms } from '../../functions/forms/index.ts'
import { flatten, type Raw } from '../../functions/forms/page.ts'

/** A complete form as a page would send it. */
export function typed(slug = 'returnee'): Raw {
  const form = forms[slug]
  if (!form) throw new Error(`no form ${slug}`)
  return typedInto(form, sample(form, { today: dayAt(Date.now()) }))
}

/** The fields of a page on which `input`, nested as the API takes it, was typed. */
export function typedInto(form: Form, input: Record<string, unknown>): Raw {
  const { answers, errors } = check(form, input, { today: dayAt(Date.now()) })
  if (!answers) throw new Error(`not a right ${form.slug}: ${JSON.stringify(errors)}`)
  return flatten(form, answers)
}

/** Fields as a form's body. */
export function encoded(raw: Raw): URLSearchParams {
  return new URLSearchParams(Object.entries(raw).flatMap(([name, values]) => values.map((value) => [name, value])))
}

/** The shortest that a person looks at 请核对, see functions/submissions/token.ts. */
export function looked(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1100))
}
