/** Which answers are names of persons, and the one way of writing a name by which it is found; pure. */
import type { Fields } from './field.ts'
import { type Answers, type Form, fieldsOf } from './form.ts'
import { withoutInvisible } from './typed.ts'

// Typed into names of several parts: 买买提·艾力, with any of the dots that keyboards have, or a dash.
const dots = '.\\-\u00b7\u2010-\u2015\u2022\u2027\u2219\u22c5\u25cf\u30fb\ua78f\uff0d\uff0e'
const between = new RegExp(`[\\s${dots}]`, 'gu')
const betweenHan = new RegExp(`(?<=\\p{Script=Han})\\s*[${dots}]\\s*(?=\\p{Script=Han})`, 'gu')
const gapInHan = /(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu

/** A name as it is kept: nothing invisible, one dot between the parts of a Chinese one, no gap in it, 张 三. */
export function readName(typed: string): string {
  return withoutInvisible(typed).replace(betweenHan, '·').replace(gapInHan, '').trim()
}

/** Whether a name is written without any Chinese character, so that it needs more room. */
export function isLatin(name: string): boolean {
  return !/\p{Script=Han}/u.test(name)
}

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
  return withoutInvisible(typed).normalize('NFKC').replace(between, '').toLowerCase()
}
