/** A line or a few lines of words. */
import { z } from 'zod'
import { blank, field, type Options } from '../field.ts'
import { isLatin, readName } from '../names.ts'
import { isOdd, lengthOf, withoutInvisible } from '../typed.ts'

// Alexandra Konstantinopoulou-Smith is nobody's joke; passports have room for 39 and 39.
const LATIN_NAME = 60

// Accents upon nothing and signs that only change the one before them are seen by nobody, and "·" is no name: a paper for it
// would be one for anybody.
const someSign = /[^\s\p{M}\p{DI}]/u
const someLetter = /(?!\p{DI})\p{L}/u

interface TextOptions extends Options {
  /** Most characters. */
  max: number
  /** A person's name: masked to its first character, and found by the whole of it. */
  name?: boolean
  autocomplete?: string
  example?: string
}

/** One line. */
export function text<const O extends TextOptions>(options: O) {
  return field<string, O>(options, {
    control: 'line',
    attributes: {
      maxlength: options.name ? LATIN_NAME : options.max * 2,
      ...(options.autocomplete ? { autocomplete: options.autocomplete } : {}),
    },
    schema: () => words(options),
    example: () => options.example ?? (options.name ? '张示例' : '示例'),
    ...(options.name ? { name: true, mask: maskName } : {}),
  })
}

/** Several lines. */
export function longText<const O extends TextOptions>(options: O) {
  return field<string, O>(options, {
    control: 'area',
    attributes: { maxlength: options.max * 2, rows: 3 },
    schema: () => words(options),
    example: () => options.example ?? '示例',
  })
}

function words(options: TextOptions) {
  const { label } = options
  const most = (typed: string) => (options.name && isLatin(typed) ? Math.max(LATIN_NAME, options.max) : options.max)
  return z
    .string({ error: blank(options, '填写') })
    .overwrite((typed) => (options.name ? readName(typed) : withoutInvisible(typed)))
    .trim()
    .min(1, blank(options, '填写'))
    .refine((typed) => (options.name ? someLetter : someSign).test(typed), blank(options, '填写'))
    .refine((typed) => !isOdd(typed), `${label}里有看不见的特殊符号，请删掉重新填`)
    .refine((typed) => lengthOf(typed) <= most(typed), {
      error: ({ input }) => `${label}请写短一些，最多${most(String(input))}个字`,
    })
}

/** 张示例 → 张**; one star per character, so that an old person still knows their own. */
function maskName(name: string): string {
  const [first = '', ...rest] = name
  return first + '*'.repeat(Math.max(1, rest.length))
}
