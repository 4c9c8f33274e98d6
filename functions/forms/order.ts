/** Who of a family was reported about keeps the place in the list: what is kept of them names the place, not the person; pure. */
import { type Answers, type Errors, type Form, fieldsOf } from './form.ts'
import { namesIn, plainName } from './names.ts'

const orderStays = '已经报过体温，这里不能删人，也不能换前后次序。有人不一起住了，请打电话给村里'

/**
 * A rule for answers that take the place of `before`. A name may be mended and people may be added at the end; where
 * somebody is taken out or changes places, the temperatures of one would stand under the name of another.
 */
export function orderKept(form: Form, before: Answers, sentence = orderStays): (after: Answers) => Errors {
  const old = namesIn(form, before).map(plainName)
  return (after) => {
    const names = namesIn(form, after).map(plainName)
    const moved = names.some(
      (name, place) => name !== old[place] && old.some((each, own) => each === name && names[own] !== name),
    )
    if (names.length >= old.length && !moved) return {}
    return { [listsIn(form)[0] ?? '']: sentence }
  }
}

/** How many rows of people there are in these answers. */
export function rowsIn(form: Form, answers: Answers): number {
  return Math.max(0, ...listsIn(form).map((name) => answers[name]?.length ?? 0))
}

// The questions that are asked about each of several people.
function listsIn(form: Form): string[] {
  const lists = Object.entries(fieldsOf(form)).filter(([, { control }]) => control === 'people')
  return lists.map(([name]) => name)
}
