/** What an invitation must say, and what is written of one. */
import { township } from '#forms/township.ts'
import { isOdd, lengthOf } from '#forms/typed.ts'
import { isRole, type Role } from '#platform/roles.ts'
import { randomText, type Vault } from '#platform/vault.ts'
import { newCode, readCode } from '../code.ts'
import { limits } from '../limits.ts'
import type { Invited } from './store.ts'

export interface Invitation {
  name: string
  role: Role
  /** Only a village's cadre has some. */
  villages: readonly string[]
}

/** The invitation that was typed, or nothing where something is missing or made up. */
export function readInvitation(name: string, role: string, villages: readonly string[]): Invitation | undefined {
  const named = name.trim()
  if (!named || lengthOf(named) > limits.name || isOdd(named) || named.includes('\n') || !isRole(role)) return undefined
  if (role !== 'village') return { name: named, role, villages: [] }
  const asked = [...new Set(villages)]
  const known = asked.every((village) => Object.hasOwn(township.villages, village))
  return known && asked.length > 0 ? { name: named, role, villages: asked } : undefined
}

/** A new code and the key of its invitation, with the hash that is kept of it. */
export async function makeCode(
  vault: Vault,
  key = randomText(16),
): Promise<{ shown: string; kept: { key: string; code: string } }> {
  const shown = newCode()
  return { shown, kept: { key, code: await vault.index('enrolment', readCode(shown)) } }
}

/** A new person with a code for their first device: the code as it is shown once, and the row as it is kept. */
export async function makePerson(
  vault: Vault,
  { name, role, villages }: Invitation,
  key?: string,
): Promise<{ shown: string; kept: Invited }> {
  const id = randomText(16)
  const { shown, kept } = await makeCode(vault, key)
  const sealed = await vault.seal(['staff', id, ''], name)
  return { shown, kept: { ...kept, id, role, villages: villages.join(' '), name: sealed } }
}
