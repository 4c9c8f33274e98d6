/** The forms by slug: the only list of them. */
import type { Form } from './form.ts'
import { returnee } from './returnee.ts'
import { volunteer } from './volunteer.ts'

export const forms: Record<string, Form> = Object.fromEntries([returnee, volunteer].map((form) => [form.slug, form]))
