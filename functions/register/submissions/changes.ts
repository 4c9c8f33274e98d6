/** What a correction changed, question by question; in the clear only while the record is revealed. */
import { type Answers, type Form, questions } from '#forms/form.ts'
import type { Vault } from '#platform/vault.ts'
import { unseal } from './contents.ts'

/** An earlier revision, sealed as it was. */
export interface RevisionRow {
  revision: number
  village: string
  sealed: ArrayBuffer | number[]
  replaced_at: number
}

/** One correction: the questions that got another answer, and from what to what where that may be seen. */
export interface Correction {
  at: number
  lines: { label: string; from?: string; to?: string }[]
}

/** The corrections that led to `answers`, latest first. */
export async function changesOf(
  vault: Vault,
  id: string,
  form: Form,
  answers: Answers,
  revisions: RevisionRow[],
  clear: boolean,
): Promise<Correction[]> {
  const earlier = await Promise.all(revisions.map(({ village, sealed }) => unseal(vault, id, village, sealed)))
  return revisions.map(({ replaced_at: at }, place) => {
    const [before, after] = [earlier[place]?.answers ?? {}, place ? (earlier[place - 1]?.answers ?? {}) : answers]
    const said = questions(form).map(([name, field]) => {
      const words = (value: unknown) => (value === undefined ? '' : field.show(value))
      return { label: field.label, from: words(before[name]), to: words(after[name]) }
    })
    const lines = said.filter(({ from, to }) => from !== to)
    return { at, lines: clear ? lines : lines.map(({ label }) => ({ label })) }
  })
}
