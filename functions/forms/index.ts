/** The forms that the public fills in, by slug: the only list of them. */
import type { Form } from './form.ts'
import { returnee } from './returnee.ts'
import { volunteer } from './volunteer.ts'

// Without a prototype, so that an address like /forms/constructor/ finds nothing.
export const forms: Record<string, Form> = Object.create(null)
for (const form of [returnee, volunteer]) announce(form)

/** Lets the public fill in a form; books announce theirs (functions/books/index.ts). */
export function announce(form: Form): void {
  forms[form.slug] = form
}
