/** Telephone numbers in texts: each belongs to someone, and a link dials what it says. A wrong digit is the worst mistake. */
import { fieldAt, linesIn } from './entry.ts'
import type { Found } from './mistake.ts'

/** Numbers of the whole country. */
const national = ['110', '119', '120', '122', '12315', '12320', '12338', '12345', '12348', '12355', '12356']

// Also with a digit too few or too many, which is how they go wrong.
const landline = /(?<![\d.-])0\d{2,4}\s?[-–—－]\s?\d{5,10}(?!\d)|(?<![\d.-])0\d{9,11}(?!\d)/g
const mobile = /(?<![\d.-])1\d{10}(?!\d)/g
const afterDial = /(?:拨打|打|拨|电话|热线)[:： ]?(\d{3,6})(?![\d.:：-]|\s*[分元折次个人天年月日号点遍])/g
const telLink = /\[([^\]]*)\]\(\s*tel:([^)\s]*)[^)]*\)/gi

/** The digits of every number that `content/*.json` gives to someone. */
export function numbersIn(json: unknown): string[] {
  if (typeof json === 'string') return /^[\d-]{7,13}$/.test(json) ? [digits(json)] : []
  return typeof json === 'object' && json !== null ? Object.values(json).flatMap(numbersIn) : []
}

/** Numbers of nobody, and links that dial something else than they say. */
export function wrongPhones(text: string, known: ReadonlySet<string>): Found[] {
  const belongs = (number: string) => known.has(digits(number)) || national.includes(digits(number))
  const found: Found[] = []
  const add = (index: number, what: string) => {
    const line = linesIn(text.slice(0, index)) + 1
    found.push({ line, field: fieldAt(text, line), what })
  }
  // Full-width digits count as digits, addresses of the web do not; neither changes where anything stands.
  const plain = text
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/https?:\/\/[^\s)>」]+/g, (url) => ' '.repeat(url.length))
  const rest = plain.replace(telLink, (whole, said: string, dialled: string, index: number) => {
    if (!belongs(dialled)) add(index, `电话「${dialled}」${nobody}`)
    else if (digits(said) !== digits(dialled))
      add(index, `文字写的是「${said}」，打出去的却是 ${dialled}，两边要是同一个号码`)
    return ' '.repeat(whole.length)
  })
  for (const pattern of [landline, mobile])
    for (const { 0: number, index } of rest.matchAll(pattern))
      if (!belongs(number)) add(index, `电话「${number}」${nobody}`)
  for (const { 0: whole, 1: number = '', index } of rest.matchAll(afterDial))
    if (!belongs(number)) add(index + whole.length - number.length, `电话「${number}」${nobody}`)
  return found
}

const nobody = '不是 township.json 里的号码，也不是全国通用的短号，请核对每一位数字'

function digits(text: string): string {
  return text.replace(/\D/g, '')
}
