/** What an invitation must say: a name, a role, and for a village's cadre which villages. */
import { township } from '../../forms/township.ts'
import { isOdd, lengthOf } from '../../forms/typed.ts'
import { randomText, type Vault } from '../../vault.ts'
import { newCode, readCode } from '../code.ts'
import { isRole, type Role } from '../roles.ts'
import { again, invite } from './store.ts'

const LONGEST_NAME = 25

export interface Invitation {
  name: string
  role: Role
  villages: readonly string[]
}

/** The invitation that was typed, or nothing where something is missing or made up. */
export function readInvitation(name: string, role: string, villages: readonly string[]): Invitation | undefined {
  const named = name.trim()
  if (!named || lengthOf(named) > LONGEST_NAME || isOdd(named) || /\n/.test(named) || !isRole(role)) return undefined
  const known = [...new Set(villages)].filter((village) => Object.hasOwn(township.villages, village))
  if (role === 'village' && (known.length === 0 || known.length < new Set(villages).size)) return undefined
  return { name: named, role, villages: role === 'village' ? known : [] }
}

/** Makes the person and gives their code; nothing where `key` was used before. `actor` is a person's id, or `command`. */
export async function inviteOnce(
  db: D1Database,
  vault: Vault,
  actor: string,
  { name, role, villages }: Invitation,
  now: number,
  key = randomText(16),
): Promise<string | undefined> {
  const [id, code] = [randomText(16), newCode()]
  const sealed = await vault.seal(['staff', id, ''], name)
  const hash = await vault.index('enrolment', readCode(code))
  const made = await invite(db, actor, { key, code: hash, id, role, villages: villages.join(' '), name: sealed }, now)
  return made ? code : undefined
}

/** A code for another device of somebody who is there; nothing where `key` was used before, or they were revoked. */
export async function codeFor(
  db: D1Database,
  vault: Vault,
  actor: string,
  id: string,
  now: number,
  key = randomText(16),
): Promise<string | undefined> {
  const code = newCode()
  const hash = await vault.index('enrolment', readCode(code))
  return (await again(db, actor, { key, code: hash, id }, now)) ? code : undefined
}
