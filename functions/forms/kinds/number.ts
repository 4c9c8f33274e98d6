/** Numbers: a body temperature in tenths of a degree, and a count. */
import { z } from 'zod'
import { blank, field, type Options } from '../field.ts'
import { halfWidth, withoutInvisible } from '../typed.ts'

// 34.0–43.0 ℃: outside it the thermometer or the finger is wrong.
const COLDEST = 340
const HOTTEST = 430

/** Tenths of a degree Celsius, so that 36.5 is 365 and never 36.49999. */
export function temperature<const O extends Options>(options: O) {
  return field<number, O>(options, {
    control: 'line',
    // Not `autocomplete: off`: going back, a browser gives back only what it may complete.
    attributes: { inputmode: 'decimal', maxlength: 10 },
    schema: () =>
      z.union([z.string(), z.number()], { error: blank(options, '填写') }).transform((typed, ctx) => {
        const tenths = readTenths(String(typed))
        if (tenths !== undefined && tenths >= COLDEST && tenths <= HOTTEST) return tenths
        const message =
          tenths === undefined
            ? `${options.label}请写数字，例如 36.5`
            : `${options.label}请看看有没有写错，一般在 34.0 到 43.0 之间`
        ctx.issues.push({ code: 'custom', message, input: typed })
        return z.NEVER
      }),
    typed: (tenths) => [(tenths / 10).toFixed(1)],
    show: (tenths) => `${(tenths / 10).toFixed(1)} ℃`,
    example: (_, chance) => (chance ? (36.1 + Math.floor(chance() * 9) / 10).toFixed(1) : '36.5'),
  })
}

/** 36.5, ３６．５, 36度5, 36。5, 36.5℃ and 365 are all 365 tenths. */
function readTenths(typed: string): number | undefined {
  const text = halfWidth(withoutInvisible(typed))
    .replace(/\s/g, '')
    .replace(/[。,，·]/, '.')
    .replace(/(℃|度|°c?|c)$/i, '')
  const parts = /^(\d{2})(?:[.度点](\d)?0?)?$/.exec(text)
  if (parts) return Number(parts[1]) * 10 + Number(parts[2] ?? 0)
  return /^[34]\d{2}$/.test(text)
    ? Number(text)
    : /^\d+(\.\d+)?$/.test(text)
      ? Math.round(Number(text) * 10)
      : undefined
}

interface CountOptions extends Options {
  min: number
  max: number
  /** The word after the number, as in 3 组. */
  unit?: string
}

/** 3, ３, 3组, 第三组 and 三 are all 3. */
function readCount(typed: string, unit: string): number {
  const text = halfWidth(withoutInvisible(typed)).replace(/\s/g, '').replace(/^第/, '')
  const bare = unit && text.endsWith(unit) ? text.slice(0, -unit.length) : text
  const spoken = '零一二三四五六七八九十'.indexOf(bare)
  return bare.length === 1 && spoken > 0 ? spoken : Number(bare)
}

export function count<const O extends CountOptions>(options: O) {
  const { label, min, max, unit = '' } = options
  return field<number, O>(options, {
    control: 'line',
    attributes: { inputmode: 'numeric', maxlength: 10 },
    schema: () =>
      z.union([z.string(), z.number()], { error: blank(options, '填写') }).transform((typed, ctx) => {
        const number = readCount(String(typed), unit)
        if (Number.isInteger(number) && number >= min && number <= max) return number
        ctx.issues.push({ code: 'custom', message: `${label}请写 ${min} 到 ${max} 之间的数字`, input: typed })
        return z.NEVER
      }),
    show: (number) => (unit ? `${number} ${unit}` : String(number)),
    example: (_, chance) => (chance ? min + Math.floor(chance() * (max - min + 1)) : min),
  })
}
