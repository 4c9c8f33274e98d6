/** A line or a few lines of words. */
import { z } from 'zod'
import { blank, field, type Options } from '../field.ts'
import { isOdd, lengthOf } from '../typed.ts'

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
    attributes: { maxlength: options.max * 2, ...(options.autocomplete ? { autocomplete: options.autocomplete } : {}) },
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
  const { label, max } = options
  return z
    .string({ error: blank(options, '填写') })
    .trim()
    .min(1, blank(options, '填写'))
    .refine((typed) => !isOdd(typed), `${label}里有看不见的特殊符号，请删掉重新填`)
    .refine((typed) => lengthOf(typed) <= max, `${label}请写短一些，最多${max}个字`)
}

/** 张示例 → 张**; one star per character, so that an old person still knows their own. */
function maskName(name: string): string {
  const [first = '', ...rest] = name
  return first + '*'.repeat(Math.max(1, rest.length))
}
