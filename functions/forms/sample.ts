/** A right set of answers made from the form itself: for the API's description, the tests and the invented people. */
import type { Chance, Context, Fields } from './field.ts'
import { asked, type Form, fieldsOf } from './form.ts'

/** Complete, right answers as JSON would send them: always the same, or with `chance` others each time. */
export function sample(form: Form, context: Context, chance?: Chance): Record<string, unknown> {
  return sampleOf(fieldsOf(form), context, chance)
}

/**
 * The same for some questions, such as those about one of the family. By chance the optional ones are mostly left out,
 * but for an agreement, on which another answer may depend.
 */
export function sampleOf(fields: Fields, context: Context, chance?: Chance): Record<string, unknown> {
  const given = asked(fields).filter(
    ([, { optional, control }]) => !chance || !optional || control === 'agree' || chance() > 0.7,
  )
  return Object.fromEntries(given.map(([name, field]) => [name, field.example(context, chance)]))
}
