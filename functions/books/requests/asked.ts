/** What may be asked for and answered, as it was typed; pure. */
import type { Raw } from '#forms/page.ts'
import { isOdd, lengthOf } from '#forms/typed.ts'

const kinds = ['copy', 'correct', 'delete', 'complain'] as const
export type RequestKind = (typeof kinds)[number]
const outcomes = ['done', 'refused'] as const
export type AnswerOutcome = (typeof outcomes)[number]

/** Most characters of a request and of an answer. */
const LONGEST = 300

/** What was typed; `key` is the row's id, or the answer's own, so that pressing twice is once. */
export interface Typed<Choice> {
  key: string
  choice: Choice | undefined
  text: string
}

/** Why it is not taken: nothing chosen, too long or odd, or no reason for a refusal (Article 50 of the PIPL). */
export type Wrong = 'choice' | 'text' | 'reason'

/** What a person asks for; `wrong` where it cannot be kept. */
export function readRequest(raw: Raw): Typed<RequestKind> & { wrong?: Wrong } {
  return read(raw, kinds)
}

/** What the desk answers; a refusal needs its reason. */
export function readAnswer(raw: Raw): Typed<AnswerOutcome> & { wrong?: Wrong } {
  const typed = read(raw, outcomes)
  return typed.choice === 'refused' && !typed.text && !typed.wrong ? { ...typed, wrong: 'reason' } : typed
}

function read<Choice extends string>(raw: Raw, known: readonly Choice[]): Typed<Choice> & { wrong?: Wrong } {
  const said = (name: string) => (raw[name]?.[0] ?? '').trim()
  const typed = { key: said('key'), choice: known.find((each) => each === said('choice')), text: said('text') }
  if (!typed.choice || !/^[\w-]{22}$/.test(typed.key)) return { ...typed, wrong: 'choice' }
  return lengthOf(typed.text) > LONGEST || isOdd(typed.text) ? { ...typed, wrong: 'text' } : typed
}
