/** Which role may do what: the one table that guards and pages are derived from; pure. */

export type Permission =
  | 'ledger'
  | 'reveal'
  | 'verify'
  | 'merge'
  | 'assign'
  | 'note'
  | 'close'
  | 'proxy'
  | 'observe'
  | 'discharge'
  | 'invite'
  | 'revoke'
  | 'audit'
  | 'export'
  | 'answer'
  | 'alerts'
  | 'care'
  | 'notice'
  | 'release'
  | 'checkpoint'

const household = [
  'ledger',
  'reveal',
  'verify',
  'merge',
  'assign',
  'note',
  'close',
  'proxy',
  'observe',
  'export',
  'answer',
  'care',
  'notice',
] as const

/**
 * A role is a row here and a name in functions/forms/exported.ts, which the types ask for. What is not named is refused.
 * Who acts does not read the audit, and who reads it sees no person.
 */
const table = {
  village: household,
  clinic: ['ledger', 'reveal', 'note', 'alerts', 'observe', 'discharge', 'release'],
  town: [...household, 'alerts', 'discharge', 'invite', 'revoke', 'release', 'checkpoint'],
  publicity: [],
  checkpoint: ['checkpoint'],
  auditor: ['audit'],
} as const satisfies Record<string, readonly Permission[]>

export type Role = keyof typeof table

export const roles: Record<Role, readonly Permission[]> = table

/** Whether a role may do this at all; in which villages is said by `Staff`. A role that another version of this site wrote may do nothing. */
export function may(role: Role, permission: Permission): boolean {
  return isRole(role) && roles[role].includes(permission)
}

export function isRole(word: string): word is Role {
  return Object.hasOwn(roles, word)
}
