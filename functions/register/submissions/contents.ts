/** What of a record is sealed, and the keys by which it is found. */
import type { Answers, Form } from '#forms/form.ts'
import { namesIn, plainName } from '#forms/names.ts'
import { township } from '#forms/township.ts'
import type { Vault } from '#platform/vault.ts'
import { phoneIndex } from './phone.ts'
import { sealedSignals } from './signals.ts'
import type { Filled } from './store/submission.ts'

/** What is sealed: the answers, the form's version, the privacy notice that was agreed to, and the number. */
export interface Contents {
  reference: string
  version: number
  notice: string
  answers: Answers
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

/** Seals contents for the row they belong to, and what they tell; `telling` says under which key, and what was told before. */
export async function sealed(
  vault: Vault,
  form: Form,
  id: string,
  reference: string,
  answers: Answers,
  telling: { key: string; before?: Answers; earlier?: Answers; at: number },
): Promise<Filled> {
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
    signals: await sealedSignals(vault, form, id, { answers, ...telling }),
    kind: String(answers[form.begins?.kind ?? ''] ?? ''),
  }
}

/** The keys by which the desk finds these names, each once. */
export function nameIndexes(vault: Vault, names: string[]): Promise<string[]> {
  return Promise.all([...new Set(names.map(plainName))].map((name) => vault.index('name', name)))
}
