/** A mainland mobile number, typed as people write it. */
import { z } from 'zod'
import { blank, field, type Options } from '../field.ts'
import { township } from '../township.ts'
import { digits } from '../typed.ts'

const real = /^1[3-9]\d{9}$/
// No operator owns 100; samples and tests use these, and a town in earnest refuses them.
const invented = /^1000000\d{4}$/

// What a spreadsheet makes of a number in a narrow column, and saves so: its last digits are gone.
const shortened = /^\d[\d.]{0,20}e\+?\d{1,3}$/i

export function mobile<const O extends Options>(options: O) {
  return field<string, O>(options, {
    control: 'line',
    attributes: { type: 'tel', inputmode: 'tel', maxlength: 30, autocomplete: 'tel' },
    schema: () =>
      z
        .string({ error: blank(options, '填写') })
        .overwrite(plainNumber)
        .refine((number) => isMobile(number), {
          error: ({ input }) =>
            shortened.test(String(input))
              ? `手机号变成了 ${String(input).toUpperCase()} 这样，后几位已经丢了，请照原来的表重写`
              : '手机号是 11 位数字，请看看有没有少写或写错',
        }),
    show: (number) => `${number.slice(0, 3)} ${number.slice(3, 7)} ${number.slice(7)}`,
    mask: (number) => `${number.slice(0, 3)}****${number.slice(7)}`,
    example: (_, chance) => {
      const tail = String(chance ? Math.floor(chance() * 10_000) : 1).padStart(4, '0')
      return township.sample ? `1000000${tail}` : `13${'0'.repeat(9)}`
    },
  })
}

// 86 100 0000 0000 without its +, 100.0000.0000, and the .0 that a spreadsheet puts behind a number.
function plainNumber(typed: string): string {
  const said = digits(typed)
  if (shortened.test(said)) return said
  const bare = said.replace(/\.0+$/, '').replaceAll('.', '')
  return bare.replace(/^(?:\+|00)?86(?=1\d{10}$)/, '')
}

/** Whether `number` (11 plain digits) can be dialled; invented ones count only while the town is a sample. */
export function isMobile(number: string, sample = township.sample): boolean {
  return real.test(number) || (sample && invented.test(number))
}
