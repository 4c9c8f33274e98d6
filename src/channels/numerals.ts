/** Numbers in the words that a speaker says: counted, or digit by digit. */

const digit = '零一二三四五六七八九'

/** Digit by digit, as years are said: 2026 → 二零二六. */
export function digits(number: string): string {
  return number.replace(/\d/g, (each) => digit[Number(each)] ?? '')
}

/** Digit by digit as on the radio, where 一 is said 幺 so that nobody hears 七: 120 → 幺二零; a hyphen becomes a pause. */
export function dialled(phone: string): string {
  return digits(phone.replace(/-/g, '，')).replaceAll('一', '幺')
}

/** Counted: 14 → 十四, 37.3 → 三十七点三, 1,005 → 一千零五, 20000 → 两万. */
export function counted(number: string): string {
  const [whole = '', fraction] = number.replaceAll(',', '').split('.')
  // Codes and long rows of digits are read out, not counted.
  if (/^0\d/.test(whole) || whole.length > 12) return digits(number)
  return integer(Number(whole)) + (fraction ? `点${digits(fraction)}` : '')
}

function integer(number: number): string {
  const [high, low] = [Math.floor(number / 1e4), number % 1e4]
  if (number >= 1e8) return withRest(integer(Math.floor(number / 1e8)), '亿', number % 1e8, 1e7)
  if (high > 0) return withRest(integer(high), '万', low, 1e3)
  return small(number)
}

// 10,010 is 一万零一十: a gap before the rest is said.
function withRest(head: string, unit: string, rest: number, full: number): string {
  const words = (head === '二' ? '两' : head) + unit
  if (rest === 0) return words
  const said = integer(rest)
  return words + (rest < full ? '零' : '') + (/^十/.test(said) ? `一${said}` : said)
}

function small(number: number): string {
  if (number < 10) return digit[number] ?? ''
  let [words, gap] = ['', false]
  for (const [unit, name] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const figure = Math.floor(number / unit) % 10
    if (figure === 0) gap = words !== ''
    else {
      words += (gap ? '零' : '') + (figure === 2 && unit === 1000 ? '两' : digit[figure]) + name
      gap = false
    }
  }
  return number < 20 ? words.slice(1) : words
}
