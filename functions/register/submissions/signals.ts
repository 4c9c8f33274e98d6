/** From what answers tell to what is written of it beside their row. */
import type { Answers, Form } from '#forms/form.ts'
import { type Ring, signalsIn } from '#forms/signals.ts'
import { township } from '#forms/township.ts'
import { ruleOf, type Slot, slotAt } from '#platform/calendar.ts'
import type { Vault } from '#platform/vault.ts'

const rule = ruleOf(township.observation)
const DAY_MS = 86_400_000

/** What is written of the signals of one filled form. */
export interface SealedSignals {
  /** Each with its place among the slots, by when it was said; the symptoms are sealed for the record and the person. */
  rings: (Pick<Ring, 'person' | 'temperature' | 'kind'> & { id: string; place: Slot; sealed: Uint8Array })[]
  /** One entry of the book of wishes (functions/books/wishes.ts) for all of them. */
  wish?: { id: string; sealed: Uint8Array }
}

/** Seals what `answers` of the record `id` tell; `key` names this telling, so that what is sent twice tells it once. */
export async function sealedSignals(
  vault: Vault,
  form: Form,
  id: string,
  {
    key,
    answers,
    before,
    earlier = {},
    at,
  }: { key: string; answers: Answers; before?: Answers; earlier?: Answers; at: number },
): Promise<SealedSignals> {
  const { rings, wishes } = signalsIn(form, answers, before)
  // Of whom it rings today anyway, the day before stands in the note.
  const theDayBefore = signalsIn(form, earlier).rings.filter(
    ({ person }) => !rings.some((ring) => ring.person === person),
  )
  const told = [
    ...rings.map((ring) => ({ ...ring, place: slotAt(rule, at) })),
    ...theDayBefore.map((ring) => ({ ...ring, place: slotAt(rule, at - DAY_MS) })),
  ]
  return {
    rings: await Promise.all(
      told.map(async ({ symptoms, ...ring }) => ({
        ...ring,
        id: `${key}-${ring.person}`,
        sealed: await vault.seal(['alert', id, String(ring.person)], { symptoms }),
      })),
    ),
    ...(wishes.length > 0 && { wish: { id: key, sealed: await vault.seal(['entry', key, id], { help: wishes }) } }),
  }
}
