/** A whole sheet judged by the rules of its form: which rows are right, and what is wrong where. */
import type { Answers, Errors, Form } from '#forms/form.ts'
import { columnsOf } from '#forms/list.ts'
import { checkBesides, checkRow } from '#forms/row.ts'
import { checkSheet, sheetFields } from '#forms/sheet.ts'
import { isOdd, lengthOf } from '#forms/typed.ts'
import { dayAt, startOf } from '#platform/clock.ts'
import { limits } from '../ledger/limits.ts'
import { isBlank, type Sheet, type SheetRow } from './sheet.ts'

/** A row that can be kept, what of it is kept as notes, 是否有症状：√, and how they were the day before. */
interface Right {
  row: SheetRow
  answers: Answers
  notes: string[]
  earlier: Answers
}

export interface Judged {
  /** By the name of the control: `village`, `r.3.phone`; `r.3` is what has no column. In the order of the page. */
  errors: Errors
  right: Right[]
  /** What cannot be read where it need not be: it is kept as a note and asked about, by the name of the control. */
  doubts: Errors
  wrong: SheetRow[]
  /** What is wrong with the sheet itself, so that no row of it can be kept. */
  sheetIsWrong: boolean
  /** The day on which it was written, UTC milliseconds. */
  observedAt: number
}

/** The rows that are not blank, judged as of the day on which they were written. */
export function judge(form: Form, sheet: Sheet, villages: string[], now: number): Judged {
  const today = dayAt(now)
  const { village, writtenOn, signed } = sheet.common
  const input = { village: village?.[0], writtenOn: writtenOn?.[0], signed: signed?.[0] === 'yes' ? true : undefined }
  const common = checkSheet(sheetFields(form, villages), input, { today })
  const day = common['writtenOn'] ?? today
  const judged: Judged = {
    errors: { ...common.errors },
    right: [],
    doubts: {},
    wrong: [],
    sheetIsWrong: Object.keys(common.errors).length > 0,
    observedAt: startOf(day),
  }
  for (const row of sheet.rows.filter((row) => !isBlank(row))) {
    // Rows are judged even where the village is not known yet, by any of theirs.
    const village = common['village'] ?? villages[0] ?? ''
    const { answers, errors } = checkRow(form, row.cells, village, day)
    const spared = errors && withoutDoubtful(form, row.cells, errors)
    const rest = spared && checkRow(form, spared.cells, village, day).answers
    const besides = checkBesides(form, row.cells, day)
    const kept = answers ?? rest
    const isRight = kept && Object.keys(besides.errors).length === 0
    if (isRight) {
      const notes = [spared?.note ?? '', ...besides.notes].filter(Boolean)
      judged.right.push({ row, answers: kept, notes, earlier: besides.earlier })
    } else judged.wrong.push(row)
    const at = (path: string) => (path ? `r.${row.number}.${path}` : `r.${row.number}`)
    for (const [path, sentence] of Object.entries(errors ?? {}))
      (rest ? judged.doubts : judged.errors)[at(path)] = sentence
    for (const [path, sentence] of Object.entries(besides.errors)) judged.errors[at(path)] = sentence
    for (const [path, sentence] of Object.entries(besides.doubts)) judged.doubts[at(path)] = sentence
  }
  return judged
}

/** The cells without those that are wrong and may be missing, and their words as a note; nothing where it would be too long for one. */
function withoutDoubtful(form: Form, cells: Record<string, string>, errors: Errors) {
  const doubtful = columnsOf(form).filter(({ path, field }) => errors[path] && !field.always)
  const note = doubtful.map(({ path, label }) => `${label}：${(cells[path] ?? '').trim()}`).join('，')
  if (doubtful.length === 0 || lengthOf(note) > limits.note || isOdd(note)) return undefined
  const paths = doubtful.map(({ path }) => path)
  return { note, cells: Object.fromEntries(Object.entries(cells).filter(([path]) => !paths.includes(path))) }
}
