/** What people type and send, on any runtime. */
import { check } from '#forms/check.ts'
import type { Form } from '#forms/form.ts'
import { forms } from '#forms/index.ts'
import { flatten, type Raw } from '#forms/page.ts'
import { sample } from '#forms/sample.ts'
import { dayAt } from '#platform/clock.ts'

/** Where the people of the tests live, whichever village the township names first. */
const home = { village: 'liuxi', group: 1 }

/** A right set of answers, nested as the API takes it. */
export function example(form: Form): Record<string, unknown> {
  const right = sample(form, { today: dayAt(Date.now()) })
  return 'home' in right ? { ...right, home } : right
}

/** A complete form as a page would send it. */
export function typed(slug = 'returnee'): Raw {
  const form = forms[slug]
  if (!form) throw new Error(`no form ${slug}`)
  return typedInto(form, example(form))
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

/** Waits the shortest that a person looks at 请核对, see functions/register/submissions/token.ts: a server has its own clock. */
export function looked(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1100))
}
