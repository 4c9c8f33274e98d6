/** Who of a record is in observation now: the sealed answers, the changes and the clock put together. */

import { calledIn } from '#forms/called.ts'
import { forms } from '#forms/index.ts'
import { township } from '#forms/township.ts'
import { ruleOf } from '#platform/calendar.ts'
import type { Vault } from '#platform/vault.ts'
import { unseal } from '#register/submissions/contents.ts'
import { type Standing, standingOf } from './course.ts'
import type { Observed } from './store/check-in.ts'
import type { Called } from './view.ts'

export const rule = ruleOf(township.observation)

/** One of the family, and how they stand. */
export interface Member extends Called {
  standing: Standing
}

/** Everybody of the record in the order of its page; nobody where the form knows no arrival. */
export async function familyOf(vault: Vault, { row, changes }: Observed, now: number): Promise<Member[]> {
  const form = forms[row.form]
  if (!form || !row.arrival || !row.sealed) return []
  const { answers } = await unseal(vault, row.id, row.village, row.sealed)
  const called = calledIn(form, answers, 'mask')
  const record = { arrival: row.arrival, withdrawn: row.status === 'withdrawn' }
  return called.map((each, person) => ({ ...each, person, standing: standingOf(rule, record, changes, person, now) }))
}

/** Without what a page does not show. */
export function calledOf({ person, name, relation }: Called): Called {
  return { person, name, relation }
}
