/** Two records side by side, masked: question by question, and whether both say the same. */
import { fieldsOf } from '#forms/form.ts'
import type { Vault } from '#platform/vault.ts'
import { formOf } from '#register/holder/record.ts'
import { unseal } from '#register/submissions/contents.ts'
import type { Submission } from '#register/submissions/store/submission.ts'

/** One question: both answers as a bystander may see them. */
export interface Pair {
  label: string
  words: [string, string]
  differ: boolean
}

/** A record of the two, as its line in a list would say it. */
export interface SideView extends Pick<Submission, 'id' | 'stage' | 'source'> {
  /** The last four digits of its number. */
  tail: string
  receivedAt: number
  /** Revision and stage, as they are seen now. */
  seen: string
  /** It has an alert that nobody closed. */
  rings: boolean
}

/** Every question of the form that either of them answers, and the two as lines. */
export async function beside(vault: Vault, rows: [Submission, Submission], ringing: readonly string[]) {
  const [one, other] = await Promise.all(rows.map((row) => unseal(vault, row.id, row.village, row.sealed ?? [])))
  const pairs = Object.entries(fieldsOf(formOf(rows[0]))).flatMap(([name, field]): Pair[] => {
    const both = [one?.answers[name], other?.answers[name]]
    if (field.retired && both.every((answer) => answer === undefined)) return []
    const [words, shown] = [both.map((answer) => field.mask(answer)), both.map((answer) => field.show(answer))]
    return [{ label: field.label, words: [words[0] ?? '', words[1] ?? ''], differ: shown[0] !== shown[1] }]
  })
  return {
    pairs,
    sides: [sideOf(rows[0], ringing, one?.reference), sideOf(rows[1], ringing, other?.reference)] as [
      SideView,
      SideView,
    ],
  }
}

function sideOf(row: Submission, ringing: readonly string[], reference = ''): SideView {
  const { id, stage, source, revision, received_at: receivedAt } = row
  const rings = ringing.includes(id)
  return { id, stage, source, receivedAt, tail: reference.slice(-4), seen: `${revision}.${stage}`, rings }
}
