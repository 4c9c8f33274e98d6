/** Records as rows of a file: masked as on the desk, and less than there; the columns follow from the form's own questions. */
import { heads, kept, sourceNames, stageNames } from '#forms/exported.ts'
import type { Field } from '#forms/field.ts'
import { type Answers, type Form, questions } from '#forms/form.ts'
import { township } from '#forms/township.ts'
import { dayAt } from '#platform/clock.ts'
import type { Vault } from '#platform/vault.ts'
import type { ListedRow } from '../ledger/masked.ts'
import { unseal } from '../submissions/contents.ts'
import type { Cell, Table } from './table.ts'

/** One record, opened: what stands in the desk's own columns, and its answers. */
export interface OpenedRow {
  own: Cell[]
  answers: Answers
}

/** The rows opened, in their order; throws where one does not open, so that no file lacks a line. */
export function opened(vault: Vault, rows: ListedRow[]): Promise<OpenedRow[]> {
  return Promise.all(
    rows.map(async (row) => {
      const { reference, answers } = await unseal(vault, row.id, row.village, row.sealed ?? [])
      const village = township.villages[row.village]?.name ?? row.village
      const source = sourceNames[row.source] ?? row.source
      const received = { day: dayAt(row.received_at) }
      return { own: [reference.slice(-4), village, stageNames[row.stage], source, received, row.people], answers }
    }),
  )
}

/** Heads and rows; a retired question has a column where somebody answered it, a consent never has one. */
export function tableOf(form: Form, records: OpenedRow[]): Omit<Table, 'mark'> {
  const columns = questions(form).filter(
    ([name, { control, retired }]) =>
      control !== 'agree' && (!retired || records.some(({ answers }) => answers[name] !== undefined)),
  )
  return {
    title: form.title,
    heads: [...heads.list, ...columns.map(([, { label }]) => label)],
    rows: records.map(({ own, answers }) => [...own, ...columns.map(([name, field]) => cellOf(field, answers[name]))]),
  }
}

// What was written freely may name anybody, so of that, as of health, a file says only that it is there.
function cellOf(field: Field, answer: unknown): Cell {
  if (answer === undefined) return ''
  if (field.hidden) return kept.hidden
  if (field.control === 'date') return { day: String(answer) }
  return field.control === 'area' ? kept.written : field.mask(answer)
}
