/** A whole sheet judged by the rules of its form: which rows are right, and what is wrong where. */
import type { Answers, Errors, Form } from '#forms/form.ts'
import { checkRow } from '#forms/row.ts'
import { checkSheet, sheetFields } from '#forms/sheet.ts'
import { dayAt, startOf } from '#platform/clock.ts'
import { isBlank, type Sheet, type SheetRow } from './sheet.ts'

export interface Judged {
  /** By the name of the control: `village`, `r.3.phone`; `r.3` is what has no column. In the order of the page. */
  errors: Errors
  right: { row: SheetRow; answers: Answers }[]
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
    wrong: [],
    sheetIsWrong: Object.keys(common.errors).length > 0,
    observedAt: startOf(day),
  }
  for (const row of sheet.rows.filter((row) => !isBlank(row))) {
    // Rows are judged even where the village is not known yet, by any of theirs.
    const { answers, errors } = checkRow(form, row.cells, common['village'] ?? villages[0] ?? '', day)
    if (answers) judged.right.push({ row, answers })
    else judged.wrong.push(row)
    for (const [path, sentence] of Object.entries(errors ?? {}))
      judged.errors[path ? `r.${row.number}.${path}` : `r.${row.number}`] = sentence
  }
  return judged
}
