/** Where the pages of a journey post to. */
import type { Staff } from '#platform/principal.ts'
import type { Context } from './field.ts'
import type { Answers, Errors, Form } from './form.ts'

/** The route through a form for the first time, or on a record that is corrected. */
export interface FormRoute {
  form: Form
  /** The address that checks, and the one that keeps. */
  check: string
  keep: string
  /** What the token between the two is signed for: the form, or a record and the revision that was looked at. */
  purpose: readonly string[]
  /** Carried along by the pages: leave to work on a record, and that revision. */
  hidden: Record<string, string>
  /** At the desk: who fills it in for somebody else. */
  staff?: Staff
  /** So many rows of people were there before, and stay. */
  rowsKept?: number
  /** What the rules depend on besides today. */
  context?: Omit<Context, 'today'>
  /** Of a record that its village does not go by. */
  aside?: boolean | undefined
  /** What must hold beside the form's own rules. */
  rule?: ((answers: Answers) => Errors) | undefined
}

/** The route of a first registration. */
export function formRouteOf(form: Form): FormRoute {
  const here = `/forms/${form.slug}`
  return { form, check: `${here}/check`, keep: `${here}/keep`, purpose: [form.slug], hidden: {} }
}
