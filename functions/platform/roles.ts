/** Which role may do what: the one table that guards and pages are derived from; pure. */

export type Role = 'village' | 'clinic' | 'town' | 'publicity' | 'checkpoint' | 'auditor'

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

/** What is not named is refused. Who acts does not read the audit, and who reads it sees no person. */
export const roles: Record<Role, readonly Permission[]> = {
  village: household,
  clinic: ['ledger', 'reveal', 'note', 'alerts', 'observe', 'discharge', 'release'],
  town: [...household, 'alerts', 'discharge', 'invite', 'revoke', 'release', 'checkpoint'],
  publicity: [],
  checkpoint: ['checkpoint'],
  auditor: ['audit'],
}

/** Whether a role may do this at all; in which villages is said by `Staff`. */
export function may(role: Role, permission: Permission): boolean {
  return roles[role].includes(permission)
}

export function isRole(word: string): word is Role {
  return Object.hasOwn(roles, word)
}
