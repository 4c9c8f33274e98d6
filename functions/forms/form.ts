/** What a form is: questions in sections, rules across them, and what the desk counts by. */
import type { Day } from '#platform/clock.ts'
import type { Answer, Field, Fields } from './field.ts'
import type { Told } from './signals.ts'
import { trap } from './trap.ts'

/** A named part of a form, as it stands on the page. */
export interface Section<F extends Fields = Fields> {
  title: string
  intro?: string
  fields: F
}

type Intersection<U> = (U extends unknown ? (u: U) => void : never) extends (u: infer I) => void ? I : never
type Asked<S extends readonly Section[]> = Intersection<S[number]['fields']>

/** The answers that the questions of these sections give. */
type AnswersOf<S extends readonly Section[]> = { [K in keyof Asked<S>]: Answer<Asked<S>[K]> }

/** Answers of a form that is not known by name. */
// biome-ignore lint/suspicious/noExplicitAny: a form's own rules see its answers typed; shared code only passes them on
export type Answers = Record<string, any>

/** What the database needs in columns; everything else stays sealed. */
interface About {
  village: string
  people: number
  source: 'self' | 'proxy' | 'paper'
  phone: string
  /** The day somebody arrives, where the form asks for it. */
  arrival?: Day
}

/** What is wrong, by the path of the question: `phone`, `family.0.name`. */
export type Errors = Record<string, string>

export interface Form {
  slug: string
  title: string
  /** Counts up when a question changes its meaning; a submission remembers it. */
  version: number
  /** For the start page: who should fill this in, what they need at hand, how long it takes. */
  who: string
  need: string
  minutes: number
  /** The button that sends it. */
  send: string
  /** What happens after it was sent, one sentence a line. */
  next: string[]
  /** How many days it is kept after its last change; those of the township's volunteers otherwise. */
  keepDays?: number
  /** Where it is an entry of a book (functions/books/): the step with which it waits at the desk, within how many days the last one is due, and the question that names it. */
  begins?: { step: string; dueDays?: number | undefined; kind?: string | undefined }
  /** What else a person should know before they withdraw. */
  beforeWithdrawing?: string
  /** What the desk need not ask, because it is the desk that fills this in for somebody. */
  atDesk?: Record<string, string>
  sections: readonly Section[]
  rules: ((answers: Answers) => Errors)[]
  about(answers: Answers): About
  /** What of the answers somebody must hear of, see signals.ts; a handwritten list asks for less, so each may be missing. */
  tells?(answers: Answers): Told
}

interface Definition<S extends readonly Section[]> extends Omit<Form, 'sections' | 'rules' | 'about' | 'tells'> {
  sections: S
  /** Rules across questions, asked once each answer is right by itself. */
  rules?: ((answers: AnswersOf<S>) => Errors)[]
  about(answers: AnswersOf<S>): About
  tells?(answers: Partial<AnswersOf<S>>): Told
}

// What the pages of the journey send beside the answers, and the question of a correction at the desk.
const reserved = ['token', 'pass', 'seen', 'more', 'remove', 'edit', 'because', trap.name]

/** A form whose rules see its answers typed. A question's name that is taken stops the build. */
export function defineForm<const S extends readonly Section[]>(definition: Definition<S>): Form {
  const names = definition.sections.flatMap(({ fields }) => Object.keys(fields))
  const taken = names.find((name, index) => reserved.includes(name) || names.indexOf(name) !== index)
  if (taken) throw new Error(`form ${definition.slug}: the name "${taken}" is taken`)
  return { rules: [], ...definition } as unknown as Form
}

/** Every question by its name, retired ones too, in the order of the page. */
export function questions(form: Form): [name: string, field: Field][] {
  return Object.entries(fieldsOf(form))
}

/** The questions of all sections together. */
export function fieldsOf(form: Form): Fields {
  return Object.assign({}, ...form.sections.map(({ fields }) => fields))
}

/** The numbers of the questions, the same on the screen and on paper. */
export function numbersOf(form: Form): Map<string, number> {
  return new Map(asked(fieldsOf(form)).map(([name], index) => [name, index + 1]))
}

/** The questions that are asked today. */
export function asked(fields: Fields): [name: string, field: Field][] {
  return Object.entries(fields).filter(([, field]) => !field.retired)
}
