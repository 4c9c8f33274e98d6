/** From checked answers to a kept record and its number; the page and the API both end here. */
import { write } from '#audit/line.ts'
import type { Answers, Form } from '#forms/form.ts'
import { addDays, dayAt } from '#platform/clock.ts'
import type { Vault } from '#platform/vault.ts'
import { sealed, unseal } from './contents.ts'
import { newReference } from './reference.ts'
import * as store from './store/submission.ts'

/** Who brings the answers: the person themselves, or the desk from their mouth or from paper. */
export interface Origin {
  actor: string
  act: 'keep' | 'enter-for'
  /** What the form says of it otherwise. */
  source?: 'proxy' | 'paper'
  /** UTC milliseconds, where the answers are older than their entry. */
  observedAt?: number
}

interface ToKeep {
  answers: Answers
  token: string
  /** How they were the day before, as answers of the form: none of it is kept, but it rings. */
  earlier?: Answers
}

const holder: Origin = { actor: 'holder', act: 'keep' }

/** A record that was just kept, or stands since an earlier press of the button. */
export interface Kept {
  id: string
  reference: string
  answers: Answers
  /** What was sent under the token, whatever was corrected since. */
  sent: Answers
  receivedAt: number
}

/**
 * Keeps the answers under `token`, in one trip to the database; a second trip, where the same token came before,
 * gives the record that it made then. `undefined` where that one was withdrawn since.
 */
export async function keepAnswers(
  db: D1Database,
  vault: Vault,
  form: Form,
  answers: Answers,
  token: string,
  now: number,
  origin = holder,
): Promise<Kept | undefined> {
  return (await keepAll(db, vault, form, [{ answers, token }], now, origin))[0]
}

/** The same for several at once, all in one trip; what was kept before under its token costs one more each. */
export async function keepAll(
  db: D1Database,
  vault: Vault,
  form: Form,
  each: ToKeep[],
  now: number,
  origin: Origin,
): Promise<(Kept | undefined)[]> {
  for (;;) {
    const made = await Promise.all(each.map((one) => make(vault, form, one, now, origin)))
    try {
      const kept = await store.keep(db, made)
      return await Promise.all(
        made.map(({ row, reference, answers }, index) =>
          kept[index]
            ? { id: row.id, reference, answers, sent: answers, receivedAt: now }
            : keptBefore(db, vault, row.id),
        ),
      )
    } catch (error) {
      // One in a million at a million records: draw other numbers.
      if (!store.isReferenceTaken(error)) throw error
    }
  }
}

async function make(
  vault: Vault,
  form: Form,
  { answers, token, earlier }: ToKeep,
  now: number,
  { actor, act, source, observedAt }: Origin,
) {
  const reference = newReference()
  // Made of the token, so that what is sent twice meets itself without an index of tokens.
  const id = await submissionId(vault, token)
  const [filled, referenceIndex] = await Promise.all([
    sealed(vault, form, id, reference, answers, { key: id, at: observedAt ?? now, ...(earlier && { earlier }) }),
    vault.index('reference', reference),
  ])
  const detail = source ?? ''
  const line = await write(vault, { at: now, actor, act, record: id, detail })
  const row = {
    ...filled,
    ...(source && { source }),
    token,
    form: form.slug,
    referenceIndex,
    observedAt: observedAt ?? null,
    ...(form.begins && { begins: begun(form.begins, now) }),
  }
  return { row, line, reference, answers }
}

/** The record that is made of a token, whether it is there or not. */
export async function submissionId(vault: Vault, token: string): Promise<string> {
  return (await vault.sign('submission', token)).slice(0, 22)
}

async function keptBefore(db: D1Database, vault: Vault, id: string): Promise<Kept | undefined> {
  const earlier = await store.findAny(db, id)
  if (!earlier?.sealed) return undefined
  const { village, sealed, first_village: firstVillage, first_sealed: firstSealed } = earlier
  const { reference, answers } = await unseal(vault, id, village, sealed)
  const first = firstVillage && firstSealed && (await unseal(vault, id, firstVillage, firstSealed))
  return { id, reference, answers, sent: first ? first.answers : answers, receivedAt: earlier.received_at }
}

function begun({ step, dueDays }: NonNullable<Form['begins']>, now: number): NonNullable<store.New['begins']> {
  return { step, due: dueDays === undefined ? '' : addDays(dayAt(now), dueDays) }
}
