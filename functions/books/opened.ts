/** An entry with its words in the clear, for its holder or for the desk that looks at it. */
import { type Answers, questions } from '#forms/form.ts'
import { addDays, type Day, dayAt } from '#platform/clock.ts'
import type { Vault } from '#platform/vault.ts'
import type { ListedRow } from '#register/ledger/masked.ts'
import { unseal } from '#register/submissions/contents.ts'
import { type Book, isWaiting } from './book.ts'
import type { EntryRow, StepRow } from './store/entry.ts'
import type { OpenedEntry, TakenStep } from './view.ts'

/** Whether nobody took the last step in time. */
export function isOverdue(book: Book, { step, due }: Pick<EntryRow, 'step' | 'due'>, now: number): boolean {
  return due !== '' && isWaiting(book, step) && due < dayAt(now)
}

/** The entry opened; `record` where the record is the entry, whose person stays masked. Names of staff are for the desk. */
export async function openEntry(
  vault: Vault,
  book: Book,
  row: EntryRow,
  steps: StepRow[],
  now: number,
  { record, names = false }: { record?: ListedRow; names?: boolean } = {},
): Promise<OpenedEntry> {
  const { id, number, kind, step, submission, due, made_at: madeAt } = row
  const answers = row.sealed
    ? ((await vault.open(['entry', id, submission], row.sealed)) as Answers)
    : record?.id === id && (await unseal(vault, id, record.village, record.sealed ?? [])).answers
  const taken = steps.filter(({ entry }) => entry === id).map((each) => openStep(vault, each, names))
  return {
    ...{ id, number: number ?? '', kind, step, madeAt, due, overdue: isOverdue(book, row, now) },
    said: answers ? saidIn(book, answers) : [],
    steps: await Promise.all(taken),
  }
}

/** The last day for an entry that is written `now`; empty where the book has no term. */
export function dueDay({ dueDays }: Book, now: number): Day {
  return dueDays === undefined ? '' : addDays(dayAt(now), dueDays)
}

// What was not said is left out; whose number stands in a public entry is the ledger's to reveal.
function saidIn(book: Book, answers: Answers): [string, string][] {
  return questions(book.form)
    .filter(([name]) => answers[name] !== undefined)
    .map(([name, field]) => [field.label, field.mask(answers[name])])
}

async function openStep(
  vault: Vault,
  { id, entry, step, at, by, role, ...sealed }: StepRow,
  names: boolean,
): Promise<TakenStep> {
  const words = sealed.sealed ? String(await vault.open(['entry_step', id, entry], sealed.sealed)) : ''
  const name = names && sealed.name ? String(await vault.open(['staff', by, ''], sealed.name)) : ''
  return { id, step, at, role, name, words }
}
