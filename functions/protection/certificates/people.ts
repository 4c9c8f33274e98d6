/** The people of a record as papers know them: how they stand, and their full names. */
import type { Vault } from '#platform/vault.ts'
import { unseal } from '#register/submissions/contents.ts'
import { familyOf, type Member } from '../observation/family.ts'
import type { Look } from './store.ts'

/** One of the family with the name that stands on the paper. */
export interface Whole extends Member {
  whole: string
}

/** Everybody of the record; nobody where it knows no arrival, or where the village goes by another record. */
export async function peopleOf(vault: Vault, { row, changes }: Pick<Look, 'row' | 'changes'>, now: number) {
  if (!row.sealed || row.duplicate_of !== null) return []
  const family = await familyOf(vault, { row, changes, reports: [] }, now)
  const { answers } = await unseal(vault, row.id, row.village, row.sealed)
  const names: unknown[] = [answers['name'], ...(answers['family'] ?? []).map((each: { name: string }) => each.name)]
  return family.map((member): Whole => ({ ...member, whole: String(names[member.person] ?? '') }))
}
