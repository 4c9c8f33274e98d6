/** Keeps the rows of a sheet: many in a few trips to the database, each under a token of its own. */
import { lineOf } from '#audit/line.ts'
import { type Answers, type Form, fieldsOf } from '#forms/form.ts'
import { isUrgent } from '#forms/signals.ts'
import type { RequestContext } from '#platform/context.ts'
import type { Vault } from '#platform/vault.ts'
import type { StaffVars } from '#staff/door.ts'
import { contactAll } from '../ledger/store/acts.ts'
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
    right.map(async ({ row, answers, notes, earlier }) => ({
      row,
      answers,
      notes,
      earlier,
      token: await tokenOf(vault, staff.id, form, key, row.number),
    })),
  )
  const entered: Entered[] = []
  for (let first = 0; first < rows.length; first += EACH) {
    const part = rows.slice(first, first + EACH)
    const kept = await keepAll(c.env.DB, vault, form, part, now, origin)
    const done = part.map(({ row, answers, token, notes, earlier }, index) => {
      const one = { number: row.number, ...enteredAs(form, kept[index], answers) }
      // Where the row was kept before and says something else now, its notes belong to what was not kept.
      if (one.became !== 'kept') return one
      return { ...one, urgent: one.urgent || isUrgent(form, earlier), notes, token }
    })
    await keepNotes(c, done)
    entered.push(...done.map(({ token: _, ...one }: Entered & { token?: string }) => one))
  }
  return entered
}

/** What a row of a sheet is kept under, once; the next press makes the same. */
export function tokenOf(vault: Vault, actor: string, form: Form, key: string, number: number): Promise<string> {
  return vault.sign('sheet', actor, form.slug, key, String(number))
}

/** Keeps what could not be read as notes on its record, each once for its row, and all in one trip. */
async function keepNotes(c: RequestContext<StaffVars>, done: (Entered & { token?: string })[]): Promise<void> {
  const { vault, staff } = c.var
  const each = done.flatMap(({ id, village, notes = [], token = '' }) =>
    notes.map((note, index) => ({ record: id ?? '', village, note, key: index ? `${token}.${index}` : token })),
  )
  const acts = each.map(async ({ record, village, note, key }) => {
    const id = (await vault.sign('note', key)).slice(0, 22)
    const sealed = await vault.seal(['contact', id, village], note)
    const act = { staff, line: await lineOf(c, 'note', record) }
    return { act, made: { id, village, outcome: 'note' as const, sealed } }
  })
  await contactAll(c.env.DB, await Promise.all(acts))
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
