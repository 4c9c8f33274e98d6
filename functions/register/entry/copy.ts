/** Keeps the rows of a sheet: many in a few trips to the database, each under a token of its own. */
import { lineOf } from '#audit/line.ts'
import { type Answers, type Form, fieldsOf } from '#forms/form.ts'
import { isUrgent } from '#forms/signals.ts'
import type { RequestContext } from '#platform/context.ts'
import type { StaffVars } from '#staff/door.ts'
import { contact } from '../ledger/store/acts.ts'
import { type Kept, keepAll } from '../submissions/keep.ts'
import type { Judged } from './judge.ts'
import type { Entered } from './view.ts'

// A batch of the database waits for its slowest; smaller ones let others in between.
const EACH = 40

/**
 * Keeps what is right on a sheet, and says what each row became. A row that was kept by an earlier press is the same
 * record; where it says something else now, that was not kept, and is said.
 */
export async function copy(
  c: RequestContext<StaffVars>,
  form: Form,
  key: string,
  { right, observedAt }: Judged,
): Promise<Entered[]> {
  const { vault, now, staff } = c.var
  const origin = { actor: staff.id, act: 'enter-for', source: 'paper', observedAt } as const
  const rows = await Promise.all(
    right.map(async ({ row, answers, note }) => ({
      row,
      answers,
      note,
      token: await vault.sign('sheet', staff.id, form.slug, key, String(row.number)),
    })),
  )
  const entered: Entered[] = []
  for (let first = 0; first < rows.length; first += EACH) {
    const part = rows.slice(first, first + EACH)
    const kept = await keepAll(c.env.DB, vault, form, part, now, origin)
    for (const [index, { row, answers, token, note }] of part.entries()) {
      const one = enteredAs(form, kept[index], answers)
      if (note && one.id) await keepNote(c, one.id, one.village, token, note)
      entered.push({ number: row.number, ...one, ...(note && { note }) })
    }
  }
  return entered
}

/** Keeps what could not be read as a note on the record, once for its row. */
async function keepNote(c: RequestContext<StaffVars>, record: string, village: string, token: string, note: string) {
  const { vault, staff } = c.var
  const id = (await vault.sign('note', token)).slice(0, 22)
  const sealed = await vault.seal(['contact', id, village], note)
  const line = await lineOf(c, 'note', record)
  await contact(c.env.DB, { staff, line }, { id, village, outcome: 'note', sealed })
}

/** What is told of a record that was entered for somebody. */
export function enteredAs(form: Form, kept: Kept | undefined, answers: Answers): Omit<Entered, 'number'> {
  const name = fieldsOf(form)['name']?.mask(answers['name']) ?? ''
  const { village } = form.about(kept?.answers ?? answers)
  if (!kept) return { name, village, became: 'gone' }
  // Sent once more it is the same, though its holder corrected it since.
  const same = [kept.sent, kept.answers].some((each) => JSON.stringify(each) === JSON.stringify(answers))
  const urgent = isUrgent(form, kept.answers)
  return { id: kept.id, name, village, reference: kept.reference, urgent, became: same ? 'kept' : 'other' }
}
