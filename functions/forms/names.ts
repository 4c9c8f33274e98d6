/** Which answers are names of persons, and the one way of writing a name by which it is found; pure. */
import type { Fields } from './field.ts'
import { type Answers, type Form, fieldsOf } from './form.ts'

// Typed into names of several parts: 买买提·艾力, with any of the dots that keyboards have.
const between = /[\s.\u00b7\u2022\u2027\u2219\u22c5\u30fb]/gu

/** The names in these answers, as they were typed: the registrant's and those of everybody who comes along. */
export function namesIn(form: Form, answers: Answers): string[] {
  return namesOf(fieldsOf(form), answers)
}

function namesOf(fields: Fields, answers: Answers): string[] {
  return Object.entries(fields).flatMap(([key, field]) => {
    const answer = answers[key]
    if (field.name) return typeof answer === 'string' ? [answer] : []
    if (field.control !== 'people' || !Array.isArray(answer)) return []
    return answer.flatMap((person) => namesOf(field.fields ?? {}, person))
  })
}

/** The same for every way of typing a name: without spaces and dots, half-width, small letters. */
export function plainName(typed: string): string {
  return typed.normalize('NFKC').replace(between, '').toLowerCase()
}
