/** One of several, some of several, and a consent. */
import { z } from 'zod'
import { blank, field, type Options, oneOf } from '../field.ts'

type Choices = Record<string, string>

interface ChoiceOptions<C extends Choices> extends Options {
  choices: C
  /** Other words for them, as lists have them. */
  also?: Partial<Record<keyof C & string, string[]>>
  /** A drop-down for long lists and tight rows; radios otherwise, because they can be read at once. */
  select?: boolean
  /** Of the samples; the first one otherwise. */
  example?: keyof C & string
}

export function choice<const C extends Choices, const O extends ChoiceOptions<C>>(options: O & { choices: C }) {
  const keys = Object.keys(options.choices)
  return field<keyof C & string, O>(options, {
    control: options.select ? 'select' : 'radios',
    choices: options.choices,
    also: options.also as Record<string, string[]> | undefined,
    schema: () => z.enum(keys, { error: blank(options, '选择') }) as z.ZodType<keyof C & string>,
    show: (key) => options.choices[key] ?? key,
    example: (_, chance) => (chance ? oneOf(chance, keys) : (options.example ?? keys[0])),
  })
}

interface ChoicesOptions<C extends Choices> extends ChoiceOptions<C> {
  /** The key that says "none of these"; asked outright, because silence is not a no. */
  none?: keyof C & string
}

export function choices<const C extends Choices, const O extends ChoicesOptions<C>>(options: O & { choices: C }) {
  const { label, none } = options
  const keys = Object.keys(options.choices)
  const empty = blank(options, '选择') + (none ? `；没有就选“${options.choices[none]}”` : '，可以选几样')
  return field<(keyof C & string)[], O>(options, {
    control: 'boxes',
    choices: options.choices,
    also: options.also as Record<string, string[]> | undefined,
    none,
    schema: () =>
      z
        .array(z.enum(keys, { error: empty }), { error: empty })
        .min(1, empty)
        .max(keys.length, empty)
        .refine((chosen) => !none || chosen.length === 1 || !chosen.includes(none), {
          error: `${label}：“${none ? options.choices[none] : ''}”和别的不能一起选`,
        }) as unknown as z.ZodType<(keyof C & string)[]>,
    typed: (chosen) => chosen,
    show: (chosen) => chosen.map((key) => options.choices[key] ?? key).join('、'),
    // Most people have none of these.
    example: (_, chance) => [chance && (!none || chance() > 0.7) ? oneOf(chance, keys) : (none ?? keys[0])],
  })
}

interface AgreeOptions extends Options {
  link?: { href: string; text: string }
}

/** A box that starts empty; ticking it is the answer. */
export function agree<const O extends AgreeOptions>(options: O) {
  return field<true, O>(options, {
    control: 'agree',
    link: options.link,
    schema: () => z.literal(true, { error: options.missing ?? '要您同意，才能登记；不同意也可以打村里电话办' }),
    typed: () => ['yes'],
    show: () => '同意',
    example: () => true,
  })
}
