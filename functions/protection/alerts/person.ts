/** Whom an alert is about, in words: the one of the family, and how to reach them. */

import { calledIn, type Who } from '#forms/called.ts'
import { perPerson } from '#forms/check-in.ts'
import { fieldsOf } from '#forms/form.ts'
import type { Vault } from '#platform/vault.ts'
import { formOf } from '#register/holder/record.ts'
import type { Contents } from '#register/submissions/contents.ts'

/** How the family is reached; `registrant` holds the phone. */
export interface Reached {
  registrant: string
  phone: string
  home: string
}

type RecordForm = Parameters<typeof formOf>[0]

/** The `person`th of a record, 0 is who registered; the name masked, or shown. */
export function whoIs(
  row: RecordForm,
  { answers }: Pick<Contents, 'answers'>,
  person: number,
  way: 'mask' | 'show',
): Who {
  return calledIn(formOf(row), answers, way)[person] ?? { name: '', relation: '' }
}

/** How to reach the family of a record, in the clear: only where that is noted as a reveal. */
export function reachedBy(row: RecordForm, { answers }: Pick<Contents, 'answers'>): Reached {
  const form = formOf(row)
  const { name, home } = fieldsOf(form)
  const { phone } = form.about(answers)
  return { registrant: name?.show(answers['name']) ?? '', phone, home: home?.show(answers['home']) ?? '' }
}

/** What was said of somebody's symptoms at registration, in words, as their alert holds it. */
export async function symptomsTold(
  vault: Vault,
  { submission, person, sealed }: { submission: string; person: number; sealed: ArrayBuffer | number[] | null },
): Promise<string | undefined> {
  return sealed ? inWords(await vault.open(['alert', submission, String(person)], sealed)) : undefined
}

/** What a check-in says of somebody's symptoms, in words; empty where there are none, undefined where nobody said. */
export async function symptomsIn(
  vault: Vault,
  {
    key,
    person,
    village,
    sealed,
  }: { key: string; person: number; village: string; sealed: ArrayBuffer | number[] | null },
): Promise<string | undefined> {
  if (!sealed) return undefined
  return inWords(await vault.open(['check_in', `${key}-${person}`, village], sealed))
}

function inWords(said: unknown): string | undefined {
  const { symptoms } = said as { symptoms: string[] | null }
  return symptoms ? perPerson.symptoms.show(symptoms as never[]) : undefined
}
