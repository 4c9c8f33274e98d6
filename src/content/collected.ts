/** What the forms ask, read off the forms themselves, so that no page can say less. */

import { forms } from '#books/index.ts'
import { care, perPerson } from '#forms/check-in.ts'
import type { Fields } from '#forms/field.ts'
import { asked, type Form } from '#forms/form.ts'

const labelsOf = (fields: Fields) =>
  asked(fields)
    .filter(([, { control }]) => control !== 'agree')
    .map(([, { label }]) => label)
    .join('、')

/** Each form's title, and what it asks for in the words of its questions; agreeing is no information. */
export const collected: { title: string; labels: string }[] = [
  ...Object.values(forms).map((form: Form) => ({
    title: form.title,
    labels: form.sections
      .map(({ fields }) => labelsOf(fields))
      .filter(Boolean)
      .join('、'),
  })),
  { title: '报体温', labels: labelsOf({ ...perPerson, ...care }) },
]
