/** From checked answers to a kept record and its number; the page and the API both end here. */
import { write } from '../audit/line.ts'
import type { Answers, Form } from '../forms/form.ts'
import { namesIn, plainName } from '../forms/names.ts'
import { township } from '../forms/township.ts'
import type { Vault } from '../vault.ts'
import { phoneIndex } from './phone.ts'
import { newReference } from './reference.ts'
import * as store from './store.ts'

/** What is sealed: the answers, the form's version, the privacy notice that was agreed to, and the number. */
export interface Contents {
  reference: string
  version: number
  notice: string
  answers: Answers
}

/** A record that was just kept, or stands since an earlier press of the button. */
export interface Kept {
  reference: string
  answers: Answers
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
): Promise<Kept | undefined> {
  // Made of the token, so that what is sent twice meets itself without an index of tokens.
  const id = (await vault.sign('submission', token)).slice(0, 22)
  for (;;) {
    const reference = newReference()
    const row = await sealed(vault, form, id, reference, answers)
    const referenceIndex = await vault.index('reference', reference)
    try {
      const line = await write(vault, { at: now, actor: 'holder', act: 'keep', record: row.id, detail: '' })
      const kept = await store.keep(db, { ...row, token, form: form.slug, referenceIndex }, line)
      if (kept) return { reference, answers, receivedAt: now }
      const earlier = await store.findAny(db, id)
      if (!earlier?.sealed) return undefined
      const contents = await unseal(vault, earlier.id, earlier.village, earlier.sealed)
      return { reference: contents.reference, answers: contents.answers, receivedAt: earlier.received_at }
    } catch (error) {
      // One in a million at a million records: draw another number.
      if (!store.isReferenceTaken(error)) throw error
    }
  }
}

/** The contents of a sealed record. */
export async function unseal(
  vault: Vault,
  id: string,
  village: string,
  sealed: ArrayBuffer | ArrayLike<number>,
): Promise<Contents> {
  return (await vault.open(['submission', id, village], sealed)) as Contents
}

/** Seals contents for the row they belong to. */
export async function sealed(
  vault: Vault,
  form: Form,
  id: string,
  reference: string,
  answers: Answers,
): Promise<store.Filled> {
  const { village, people, source, phone, arrival = '' } = form.about(answers)
  const contents: Contents = { reference, version: form.version, notice: township.privacy.version, answers }
  return {
    id,
    version: form.version,
    village,
    people,
    source,
    arrival,
    phoneIndex: await phoneIndex(vault, phone),
    names: JSON.stringify(await nameIndexes(vault, namesIn(form, answers))),
    sealed: await vault.seal(['submission', id, village], contents),
  }
}

/** The keys by which the desk finds these names, each once. */
export function nameIndexes(vault: Vault, names: string[]): Promise<string[]> {
  return Promise.all([...new Set(names.map(plainName))].map((name) => vault.index('name', name)))
}
