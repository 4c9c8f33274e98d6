/** What a correction changed, question by question; and how two that began from the same answers are put together. */
import { type Answers, type Form, questions } from '#forms/form.ts'
import type { Vault } from '#platform/vault.ts'
import { unseal } from './contents.ts'

/** An earlier revision, sealed as it was; the role of who corrected it at the desk and, sealed, why. */
export interface RevisionRow {
  revision: number
  village: string
  sealed: ArrayBuffer | number[]
  replaced_at: number
  role: string | null
  why: ArrayBuffer | number[] | null
}

/** A question that got another answer, and from what to what where that may be seen. */
export interface Difference {
  label: string
  from?: string
  to?: string
}

/** One correction. `by` is the role of who of the desk made it, and `why` their reason, left out where it may not be seen. */
export interface Correction {
  at: number
  lines: Difference[]
  by?: string
  why?: string
}

/** The corrections that led to the answers of a record, latest first: the answers in the clear or only which, and the reasons. */
export async function changesOf(
  vault: Vault,
  { id, form, answers, revisions }: { id: string; form: Form; answers: Answers; revisions: RevisionRow[] },
  clear: { answers: boolean; why: boolean },
): Promise<Correction[]> {
  const earlier = await Promise.all(revisions.map(({ village, sealed }) => unseal(vault, id, village, sealed)))
  return Promise.all(
    revisions.map(async ({ revision, village, replaced_at: at, role, why }, place) => {
      const after = place ? (earlier[place - 1]?.answers ?? {}) : answers
      const lines = differences(form, earlier[place]?.answers ?? {}, after)
      const correction = { at, lines: clear.answers ? lines : lines.map(({ label }) => ({ label })) }
      if (!role) return correction
      const said = why && clear.why && String(await vault.open(reasonFor(id, revision, village), why))
      return { ...correction, by: role, ...(said && { why: said }) }
    }),
  )
}

/** For what a reason is sealed: the revision that was corrected, as it was. */
export function reasonFor(id: string, revision: number, village: string): [string, string, string] {
  return ['correction', `${id}-${revision}`, village]
}

/** The questions that are answered otherwise, in words, in the order of the form. */
export function differences(form: Form, before: Answers, after: Answers): Required<Difference>[] {
  const said = questions(form).map(([name, field]) => {
    const words = (value: unknown) => (value === undefined ? '' : field.show(value))
    return { label: field.label, from: words(before[name]), to: words(after[name]) }
  })
  return said.filter(({ from, to }) => from !== to)
}

/** What was made of `base` by somebody who did not know that it says `now` meanwhile: what they left alone is as it is now. */
export function upon(base: Answers, now: Answers, made: Answers): Answers {
  const names = [...new Set([...Object.keys(now), ...Object.keys(made)])]
  const left = (name: string) => JSON.stringify(base[name]) === JSON.stringify(made[name])
  const all = names.map((name) => [name, left(name) ? now[name] : made[name]])
  return Object.fromEntries(all.filter(([, value]) => value !== undefined))
}
