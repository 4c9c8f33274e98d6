/** What a question is: one object that knows how it is asked, checked, shown, masked and exemplified. */
import type { z } from 'zod'
import type { Day } from '#platform/clock.ts'

/** What a rule may depend on besides the answer. */
export interface Context {
  /** The day of the answers; of a list on paper, the day on which it was written. */
  today: Day
  /** The answers stand on paper that somebody else wrote: what is not `always` needed may be missing there. */
  paper?: boolean
  /** Of a correction: the day of the first answers, from which days may lie back as they might then. */
  since?: Day
}

/** Numbers from 0 to 1, the same again for the same seed. */
export type Chance = () => number

/** What every kind of question takes. */
export interface Options {
  label: string
  hint?: string
  /** What to say when it was not answered; made from the label otherwise. */
  missing?: string
  /** A blank answer is fine. */
  optional?: boolean
  /** Needed on a handwritten list too; what is not may be missing there, and is asked in the village's call. */
  always?: boolean
  /** It has a column on a handwritten list of many people. */
  list?: boolean
  /** What else heads its column in the lists that villages keep. */
  heads?: string[]
  /** Asked anew each day: a list may have the answer of the day before in a column of its own. */
  daily?: boolean
  /** No longer asked; still shown where it was answered. Questions are retired, never deleted. */
  retired?: boolean
  /** Health and the like: a masked page says only that it was answered. */
  hidden?: boolean
}

type Control = 'line' | 'area' | 'date' | 'radios' | 'boxes' | 'select' | 'agree' | 'group' | 'people'
export type Fields = Record<string, Field>

/** A question whose answer is a `Value`. */
export interface Field<Value = unknown> {
  control: Control
  label: string
  hint?: string | undefined
  optional: boolean
  always: boolean
  retired: boolean
  hidden: boolean
  /** Its columns on a handwritten list: itself, which is '', or some of its parts; none where it is not on the list. */
  columns: readonly string[]
  heads: readonly string[]
  daily: boolean
  /** Of a group whose parts a list may have in one cell: the parts of those words. */
  split?(words: string): Record<string, string>
  /** Other words for a choice, by its value. */
  also?: Record<string, readonly string[]> | undefined
  /** The name of a person, by which the desk may find them. */
  name?: boolean
  /** HTML attributes of the control, from the same options as the rule. */
  attributes: Record<string, string | number>
  /** Value to words, of a choice. */
  choices?: Record<string, string>
  /** The choice that says "none of these". */
  none?: string | undefined
  /** The parts of a group, or the questions asked about each of the people. */
  fields?: Fields
  /** Most rows of people, and the words on the buttons. */
  rows?: { max: number; one: string; add: string; remove: string }
  /** A page to read before agreeing. */
  link?: { href: string; text: string } | undefined
  /** The rule, with its Chinese sentences; input is what JSON sends, output is the answer. */
  schema(context: Context): z.ZodType<Value>
  /** The answer as it would be typed into the control again. */
  typed(value: Value): string[]
  /** The answer in words. */
  show(value: Value): string
  /** The answer as a bystander may see it. */
  mask(value: Value): string
  /** A right answer, as JSON would send it: always the same one, or with `chance` another one each time. */
  example(context: Context, chance?: Chance): unknown
}

/** The answer that a field gives. */
export type Answer<F> = F extends Field<infer Value> ? Value : never

/** The sentence for a question left blank. */
export function blank({ label, missing }: Options, verb: '填写' | '选择'): string {
  return missing ?? `请${verb}${label}`
}

/** One of several, by chance. */
export function oneOf<T>(chance: Chance, of: readonly T[]): T {
  const found = of[Math.floor(chance() * of.length)]
  if (found === undefined) throw new Error('nothing to choose from')
  return found
}

/** A kind's own part of a field; the rest follows from the options. */
type Kind<Value> = Pick<Field<Value>, 'control' | 'example'> &
  Partial<Omit<Field<Value>, 'schema' | 'typed' | 'show' | 'mask'>> & {
    schema(context: Context): z.ZodType<Value>
    typed?(value: Value): string[]
    show?(value: Value): string
    mask?(value: Value): string
  }

/** An optional question may be left out of the answers. */
export type Given<Value, O extends Options> = O['optional'] extends true ? Value | undefined : Value

/** Completes a kind: options, blanks and masking behave the same for all of them. */
export function field<Value, const O extends Options>(options: O, kind: Kind<Value>): Field<Given<Value, O>> {
  const show = kind.show ?? String
  const mask = kind.mask ?? show
  const whole: Field<Value> = {
    ...kind,
    label: options.label,
    hint: options.hint,
    optional: options.optional ?? false,
    always: options.always ?? false,
    retired: options.retired ?? false,
    hidden: options.hidden ?? false,
    daily: options.daily ?? false,
    columns: options.list ? (kind.columns ?? ['']) : [],
    heads: [...(options.heads ?? []), ...(kind.heads ?? [])],
    attributes: kind.attributes ?? {},
    schema: (context) => {
      const meta = { title: options.label, ...(options.hint ? { description: options.hint } : {}) }
      const rule = kind.schema(context).meta(meta)
      const spared = options.optional || options.retired || (context.paper && !options.always)
      return (spared ? rule.optional() : rule) as z.ZodType<Value>
    },
    typed: kind.typed ?? ((value) => [String(value)]),
    show: (value) => (value === undefined ? '没有填' : show(value)),
    mask: (value) => (value === undefined ? '没有填' : options.hidden ? '已填，点“全部显示”可看' : mask(value)),
  }
  return whole as Field<Given<Value, O>>
}
