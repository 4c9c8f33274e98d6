/** A calendar day within bounds counted from today. */
import { z } from 'zod'
import { addDays, type Day, dayOf, weekdayOf } from '#platform/clock.ts'
import { blank, field, type Options } from '../field.ts'
import { halfWidth } from '../typed.ts'

interface DateOptions extends Options {
  /** Days back and ahead of today that are accepted. */
  back: number
  ahead: number
}

export function date<const O extends DateOptions>(options: O) {
  return field<Day, O>(options, {
    control: 'date',
    attributes: { type: 'date' },
    schema: ({ today }) => {
      const [first, last] = [addDays(today, -options.back), addDays(today, options.ahead)]
      return z.string({ error: blank(options, '填写') }).transform((typed, ctx) => {
        const day = readDay(typed, today)
        if (day && day >= first && day <= last) return day
        const message = day
          ? `${options.label}请填${showDay(first)}到${showDay(last)}之间的一天`
          : `${options.label}请写成 ${today} 这样`
        ctx.issues.push({ code: 'custom', message, input: typed })
        return z.NEVER
      })
    },
    show: (day) => `${showDay(day)}（星期${'日一二三四五六'[weekdayOf(day)]}）`,
    // A day or two from today, as far as both ways are open.
    example: ({ today }, chance) => {
      const [back, ahead] = [Math.min(options.back, 2), Math.min(options.ahead, 2)]
      return chance ? addDays(today, Math.floor(chance() * (back + ahead + 1)) - back) : today
    },
  })
}

/** 2026-05-07 → 2026年5月7日, without leading zeros as GB/T 9704 writes dates. */
export function showDay(day: Day): string {
  const [year, month, dateOfMonth] = day.split('-').map(Number)
  return `${year}年${month}月${dateOfMonth}日`
}

/** The day that was typed: 2026-5-7, 2026年5月7日, 20260507, 5月7日 (nearest year), 今天, 昨天, 明天. */
export function readDay(typed: string, today: Day): Day | undefined {
  const text = halfWidth(typed).replace(/\s/g, '')
  const word = { 今天: 0, 昨天: -1, 明天: 1 }[text]
  if (word !== undefined) return addDays(today, word)
  const full = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (full) return dayOf(Number(full[1]), Number(full[2]), Number(full[3]))
  const short = /^(\d{1,2})[-/.月](\d{1,2})[日号]?$/.exec(text)
  if (!short) return undefined
  const year = Number(today.slice(0, 4))
  const days = [year - 1, year, year + 1].map((y) => dayOf(y, Number(short[1]), Number(short[2])))
  return days.filter((day) => day !== undefined).sort((a, b) => distance(a, today) - distance(b, today))[0]
}

function distance(a: Day, b: Day): number {
  return Math.abs(Date.parse(a) - Date.parse(b))
}
