/** Which role may do what: the one table that guards and pages are derived from; pure. */

export type Permission =
  | 'ledger'
  | 'reveal'
  | 'correct'
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
  'correct',
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

interface RoleRow {
  /** What it is called, on pages and in files. */
  title: string
  may: readonly Permission[]
}

/** A role is a row here, its name included. What is not named is refused. Who acts does not read the audit, and who reads it sees no person. */
const table = {
  village: { title: '村干部', may: household },
  clinic: { title: '卫生院', may: ['ledger', 'reveal', 'note', 'alerts', 'observe', 'discharge', 'release'] },
  town: {
    title: '镇指挥部',
    may: [...household, 'alerts', 'discharge', 'invite', 'revoke', 'release', 'checkpoint'],
  },
  publicity: { title: '宣传员', may: [] },
  checkpoint: { title: '卡点值守', may: ['checkpoint'] },
  auditor: { title: '监督员', may: ['audit'] },
} as const satisfies Record<string, RoleRow>

export type Role = keyof typeof table

export const roles: Readonly<Record<Role, RoleRow>> = table

/** What a role is called, in the order of the table. */
export const roleNames = Object.fromEntries(Object.entries(table).map(([role, { title }]) => [role, title])) as Record<
  Role,
  string
>

/** Whether a role may do this at all; in which villages is said by `Staff`. A role that another version of this site wrote may do nothing. */
export function may(role: Role, permission: Permission): boolean {
  return isRole(role) && roles[role].may.includes(permission)
}

/** Which of these a role may do, as a view carries it to its page. */
export function abilities<P extends Permission>(role: Role, ...permissions: P[]): Record<P, boolean> {
  return Object.fromEntries(permissions.map((permission) => [permission, may(role, permission)])) as Record<P, boolean>
}

export function isRole(word: string): word is Role {
  return Object.hasOwn(roles, word)
}
