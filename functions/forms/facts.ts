/** What days of observation and papers rest on: once the desk vouched for it, who filled it in does not change it alone; pure. */
import { type Answers, type Errors, type Form, questions } from './form.ts'
import { namesIn, plainName } from './names.ts'

const asked = '村里已经核对过，这里不能自己改。要改请打村里电话，或者在“提一个要求”里写明改成什么、为什么'

/**
 * A rule for answers that take the place of `before`: the village, the days and the names stay. A name may be written
 * in another way, with a dot or a gap; nobody comes, goes or changes places.
 */
export function factsKept(form: Form, before: Answers): (after: Answers) => Errors {
  return (after) =>
    Object.fromEntries(
      questions(form).flatMap(([name, field]) => {
        const own = { ...form, sections: [{ title: '', fields: { [name]: field } }] }
        const said = (answers: Answers) => {
          if (field.control === 'date') return answers[name] ?? ''
          // Of a place in the township the village decides, not the group.
          if (answers[name]?.village) return answers[name].village
          return namesIn(own, answers).map(plainName).join('\n')
        }
        return said(before) === said(after) ? [] : [[name, asked]]
      }),
    )
}
