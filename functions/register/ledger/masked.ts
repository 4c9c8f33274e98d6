/** Records as a glance over the shoulder may see them: 张**, 100****1234, a number's last four digits. */
import type { Stage } from '#forms/exported.ts'
import { type Answers, type Form, fieldsOf } from '#forms/form.ts'
import type { AlertKind } from '#forms/signals.ts'
import type { Day } from '#platform/clock.ts'
import type { Vault } from '#platform/vault.ts'
import { formOf } from '../holder/record.ts'
import { unseal } from '../submissions/contents.ts'
import type { Submission } from '../submissions/store/submission.ts'

/** One line of a list. */
export interface MaskedLine {
  id: string
  name: string
  phone: string
  /** The last four digits of its number. */
  tail: string
  village: string
  people: number
  source: string
  stage: Stage
  /** The day of arrival, or empty. */
  arrival: Day
  receivedAt: number
  /** The clinic heard something of them that is not closed. */
  rings?: AlertKind
  /** Somebody in it may stand in a record that came before. */
  alike?: true
}

/** A section of a record in words: label and answer. */
export interface SaidSection {
  title: string
  lines: [label: string, words: string][]
}

export type ListedRow = Pick<
  Submission,
  'id' | 'form' | 'village' | 'people' | 'source' | 'stage' | 'arrival' | 'received_at' | 'sealed'
> & { rings?: AlertKind | null; alike?: 0 | 1 }

/** The lines of these rows, each opened and masked. */
export function linesOf(vault: Vault, rows: ListedRow[]): Promise<MaskedLine[]> {
  return Promise.all(rows.map((row) => lineOf(vault, row)))
}

async function lineOf(vault: Vault, row: ListedRow): Promise<MaskedLine> {
  const { id, village, people, source, stage, arrival } = row
  const { reference, answers } = await unseal(vault, id, village, row.sealed ?? [])
  const fields = fieldsOf(formOf(row))
  const [name = '', phone = ''] = ['name', 'phone'].map((field) => fields[field]?.mask(answers[field]))
  const tail = reference.slice(-4)
  const line = { id, name, phone, tail, village, people, source, stage, arrival, receivedAt: row.received_at }
  return {
    ...line,
    ...(row.rings && { rings: row.rings }),
    ...(row.alike && { alike: true as const }),
  }
}

/** The answers in words; masked, unless they were revealed. */
export function saidIn(form: Form, answers: Answers, way: 'mask' | 'show'): SaidSection[] {
  return form.sections.map(({ title, fields }) => ({
    title,
    lines: Object.entries(fields)
      .filter(([name, { retired }]) => !retired || answers[name] !== undefined)
      .map(([name, field]) => [field.label, field[way](answers[name])]),
  }))
}
