/** A handwritten list of many people: its columns, and a row's words read as the answers of the form; pure. */
import type { Field } from './field.ts'
import { type Answers, asked, type Form, fieldsOf, numbersOf } from './form.ts'
import { text } from './kinds/text.ts'
import { digits, halfWidth, withoutInvisible } from './typed.ts'

/** One column; `path` is where its answer stands, `home.group`. */
export interface Column {
  path: string
  /** The number of its question, on every screen and paper. */
  number: number
  label: string
  field: Field
}

/** The columns of a form's list in their printed order, which is the form's; who comes along stands last. None: it has no list. */
export function columnsOf(form: Form): Column[] {
  const numbers = numbersOf(form)
  const columns = asked(fieldsOf(form)).flatMap(([name, whole]) =>
    whole.columns.flatMap((part) => {
      const field = part ? whole.fields?.[part] : whole
      const path = part ? `${name}.${part}` : name
      return field ? [{ path, number: numbers.get(name) ?? 0, label: field.label, field }] : []
    }),
  )
  const isPeople = ({ field }: Column) => field.control === 'people'
  return [...columns.filter((column) => !isPeople(column)), ...columns.filter(isPeople)]
}

// Of a call or a visit, too, see functions/register/ledger/limits.ts.
const NOTE = 200

/** Where words for the note stand. */
export const NOTE_PATH = 'note'
/** In front of the path of what was so the day before. */
export const EARLIER = 'earlier.'

/** What a list may say besides: how they were the day before, and what nobody asks, for the note. */
export function besidesOf(form: Form): Column[] {
  const daily = columnsOf(form).filter(({ field }) => field.daily)
  return [
    ...daily.map((column) => ({ ...column, path: EARLIER + column.path, label: `昨天的${column.label}` })),
    { path: NOTE_PATH, number: 0, label: '备注', field: text({ label: '备注', max: NOTE, optional: true }) },
  ]
}

/** Whether a form is collected in lists as well. */
export function isListed(form: Form): boolean {
  return columnsOf(form).length > 0
}

/** The nested input of one row for `check`, of words as they stand on paper; empty cells are no answers. */
export function rowInput(form: Form, cells: Record<string, string>): Answers {
  const input: Answers = {}
  for (const { path, field } of columnsOf(form)) {
    const words = (cells[path] ?? '').trim()
    if (!words) continue
    const [name = '', part] = path.split('.')
    if (part) input[name] = { ...input[name], [part]: read(field, words) }
    else input[name] = read(field, words)
  }
  return input
}

function read(field: Field, words: string): unknown {
  if (field.control === 'people') return readPeople(words)
  if (!field.choices) return words
  if (field.control !== 'boxes') return keyOf(field, words)
  const parts = short(field) && /^[\d\s]+$/.test(halfWidth(words)) ? [...digits(words)] : words.split(/[\s、,，;；/]+/)
  return parts.filter(Boolean).map((part) => keyOf(field, part))
}

/** The key of a choice by its word, by the beginning of it, or by its place on the printed sheet; else what was written. */
function keyOf(field: Field, words: string): string {
  const choices = Object.entries(field.choices ?? {})
  const said = halfWidth(words).replace(/\s/g, '')
  if (field.none && nothing.includes(said)) return field.none
  if (short(field) && /^\d$/.test(said)) return choices[Number(said) - 1]?.[0] ?? said
  const called = Object.entries(field.also ?? {}).find(([, others]) => others.includes(said))
  if (called) return called[0]
  const alike = choices.filter(([, label]) => said.startsWith(label) || (said.length > 1 && label.startsWith(said)))
  return alike.length === 1 && alike[0] ? alike[0][0] : said
}

const nothing = ['无', '没', '没有', '正常', '否']

/** Whether a digit is enough to say which of the choices. */
export function short({ choices = {} }: Field): boolean {
  const count = Object.keys(choices).length
  return count > 0 && count < 10
}

const nobody = [...nothing, '暂无', '本人', '自己', '就本人', '—', '——', '-', '–', '/', '0']
const numerals = '零一二三四五六七八九十'
const numeral = `(\\d{1,2}|[${numerals}两])`
const all = new RegExp(`^(?:一家|全家|共|连本人)?${numeral}[口人](?:人)?$`)
const grownAndSmall = new RegExp(`^${numeral}(?:个)?大(?:人)?${numeral}(?:个)?(?:小(?:孩)?|孩)$`)

/**
 * "3" or "3个" is three people beside the registrant whose names come later; "3口", "三人" are three in all, as "2大1小" are,
 * one of them a child; otherwise names.
 */
function readPeople(words: string): { name?: string; relation?: string }[] {
  const said = halfWidth(withoutInvisible(words)).trim()
  if (nobody.includes(said)) return []
  const unnamed = (count: number) => Array.from({ length: Math.max(0, count) }, () => ({}))
  const beside = /^(\d{1,2})[个位]?$/.exec(said)
  if (beside) return unnamed(Number(beside[1]))
  const whole = all.exec(said)
  if (whole) return unnamed(numberOf(whole[1]) - 1)
  const [, grown, small] = grownAndSmall.exec(said) ?? []
  if (grown && small)
    return [...unnamed(numberOf(grown) - 1), ...unnamed(numberOf(small)).map(() => ({ relation: 'child' }))]
  return said
    .split(/[\s、,;；/]+/)
    .filter(Boolean)
    .map((name) => ({ name }))
}

function numberOf(said = ''): number {
  if (/^\d/.test(said)) return Number(said)
  return said === '两' ? 2 : numerals.indexOf(said)
}

/** What is true of every row of a sheet, as input for `check`: the village, and the consent that everybody signed. */
export function commonInput(form: Form, village: string): Answers {
  const fields = Object.entries(fieldsOf(form))
  const agreed = fields.filter(([, { control, always }]) => control === 'agree' && always).map(([name]) => [name, true])
  const home = fields.filter(([, { fields = {} }]) => 'village' in fields).map(([name]) => [name, { village }])
  return Object.fromEntries([...agreed, ...home])
}
