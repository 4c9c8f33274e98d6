/** The flat fields of an HTML page (`family.0.name`) and the nested answers of a form, each made from the other. */
import type { Field, Fields } from './field.ts'
import { type Answers, asked, type Form, fieldsOf, questions } from './form.ts'

/** What a page sent, by the name of its control; a name may come more than once. */
export type Raw = Record<string, string[]>

/** Nested input for `check`, of the questions that the form asks; anything else on the page is left aside. */
export function untangle(form: Form, raw: Raw): Record<string, unknown> {
  return untangled(fieldsOf(form), raw, '')
}

function untangled(fields: Fields, raw: Raw, prefix: string): Record<string, unknown> {
  return Object.fromEntries(asked(fields).map(([name, field]) => [name, one(field, raw, prefix + name)]))
}

function one(field: Field, raw: Raw, path: string): unknown {
  const typed = raw[path] ?? []
  if (field.control === 'group') {
    const left =
      field.optional && Object.keys(raw).every((name) => !name.startsWith(`${path}.`) || !raw[name]?.join('').trim())
    return left ? undefined : untangled(field.fields ?? {}, raw, `${path}.`)
  }
  if (field.control === 'people') {
    return Array.from({ length: rowsOf(raw, path) }, (_, row) => untangled(field.fields ?? {}, raw, `${path}.${row}.`))
  }
  if (field.control === 'boxes') return typed
  if (field.control === 'agree') return typed[0] === 'yes' ? true : undefined
  return typed[0]
}

/** Right answers as the page would have sent them: to be kept in hidden fields, or corrected. */
export function flatten(form: Form, answers: Answers): Raw {
  const raw: Raw = {}
  write(fieldsOf(form), answers, '', raw)
  return raw
}

function write(fields: Fields, answers: Answers, prefix: string, raw: Raw): void {
  for (const [name, field] of asked(fields)) {
    const value = answers[name]
    const path = prefix + name
    if (value === undefined) continue
    if (field.control === 'group') write(field.fields ?? {}, value, `${path}.`, raw)
    else if (field.control === 'people') {
      for (const [row, person] of value.entries()) write(field.fields ?? {}, person, `${path}.${row}.`, raw)
    } else raw[path] = field.typed(value)
  }
}

/** How many rows of people a page holds. */
export function rowsOf(raw: Raw, path: string): number {
  return rowNumbers(raw, path).length
}

/** The same page without the rows of people that were left blank. */
export function compact(form: Form, raw: Raw): Raw {
  return closed(form, raw, (row) =>
    Object.entries(raw).some(([name, typed]) => name.startsWith(row) && typed.join('').trim()),
  )
}

/** The same page without one row, `family.0`. */
export function withoutRow(form: Form, raw: Raw, row: string): Raw {
  return closed(form, raw, (each) => each !== `${row}.`)
}

/** The same page with one blank row more for the people at `path`. */
export function withRow(form: Form, raw: Raw, path: string): Raw {
  const field = fieldsOf(form)[path]
  const page = closed(form, raw, () => true)
  const rows = rowsOf(page, path)
  if (!field?.rows || !field.fields || rows >= field.rows.max) return page
  return { ...page, [`${path}.${rows}.${Object.keys(field.fields)[0]}`]: [''] }
}

// Rows that stay (`family.2.`) are counted from 0 again, because a removed one leaves a gap.
function closed(form: Form, raw: Raw, stays: (row: string) => boolean): Raw {
  const page: Raw = { ...raw }
  for (const [path, field] of questions(form)) {
    if (field.control !== 'people') continue
    const rows = rowNumbers(raw, path).map((row) => `${path}.${row}.`)
    for (const name of Object.keys(page)) if (name.startsWith(`${path}.`)) delete page[name]
    for (const [index, row] of rows.filter(stays).entries()) {
      for (const [name, typed] of Object.entries(raw)) {
        if (name.startsWith(row)) page[name.replace(row, `${path}.${index}.`)] = typed
      }
    }
  }
  return page
}

function rowNumbers(raw: Raw, path: string): number[] {
  const rows = Object.keys(raw)
    .filter((name) => name.startsWith(`${path}.`))
    .map((name) => Number(name.slice(path.length + 1).split('.')[0]))
  return [...new Set(rows)].filter((row) => Number.isInteger(row) && row >= 0).sort((a, b) => a - b)
}
