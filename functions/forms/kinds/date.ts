/** A calendar day within bounds counted from today. */
import { z } from 'zod'
import { addDays, type Day, dayOf, weekdayOf } from '#platform/clock.ts'
import { blank, field, type Options } from '../field.ts'
import { halfWidth, withoutInvisible } from '../typed.ts'

interface DateOptions extends Options {
  /** Days back and ahead of today that are accepted. */
  back: number
  ahead: number
}

export function date<const O extends DateOptions>(options: O) {
  return field<Day, O>(options, {
    control: 'date',
    attributes: { type: 'date' },
    schema: ({ today, paper, since = today }) => {
      const [first, last] = [addDays(since, -options.back), addDays(today, options.ahead)]
      return z.string({ error: blank(options, '填写') }).transform((typed, ctx) => {
        const day = readDay(typed, today) ?? (paper ? readSerial(typed) : undefined)
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

const words = new Map(Object.entries({ 今天: 0, 昨天: -1, 前天: -2, 大前天: -3, 明天: 1, 后天: 2, 大后天: 3 }))
// What stands behind a day and says nothing of it: the clock of a spreadsheet, (星期日), 周日, 晚上.
const behind =
  /(?:[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?|\([^)]*\)|(?:星期|周|礼拜)[一二三四五六日天]|凌晨|清早|早上|上午|中午|下午|傍晚|晚上|夜里)\s*$/

/** The day that was typed: 2026-5-7, 26.5.7, 2026年5月7日（星期四）, 20260507, 5月7日晚上 (nearest year), 今天, 昨天, 明天. */
export function readDay(typed: string, today: Day): Day | undefined {
  let said = halfWidth(withoutInvisible(typed)).trim()
  while (behind.test(said)) said = said.replace(behind, '')
  const text = said.replace(/\s/g, '')
  const word = words.get(text)
  if (word !== undefined) return addDays(today, word)
  const full =
    /^(\d{4}|\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (full) return dayOf(Number(full[1]?.padStart(4, '20')), Number(full[2]), Number(full[3]))
  const short = /^(\d{1,2})[-/.月](\d{1,2})[日号]?$/.exec(text)
  if (!short) return undefined
  const year = Number(today.slice(0, 4))
  const days = [year - 1, year, year + 1].map((y) => dayOf(y, Number(short[1]), Number(short[2])))
  return days.filter((day) => day !== undefined).sort((a, b) => distance(a, today) - distance(b, today))[0]
}

// Day 1 of spreadsheets, as they have it since Lotus 1-2-3, is the last of 1899; serial numbers of five digits are 1927 to 2173.
const SERIAL_ZERO = '1899-12-30'

/** The day of a spreadsheet's cell that lost its format, 46354. */
function readSerial(typed: string): Day | undefined {
  const [serial] = /^\d{5}(?=(?:\.\d+)?$)/.exec(halfWidth(typed).trim()) ?? []
  return serial ? addDays(SERIAL_ZERO, Number(serial)) : undefined
}

/** The serial number by which a spreadsheet keeps `day`. */
export function serialOf(day: Day): number {
  return (Date.parse(day) - Date.parse(SERIAL_ZERO)) / 86_400_000
}

function distance(a: Day, b: Day): number {
  return Math.abs(Date.parse(a) - Date.parse(b))
}
