/** A role is a row of the table: it has a name, the database takes it, and what is no row may do nothing. */
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { isRole, may, type Role, roleNames, roles } from '#platform/roles.ts'
import { readInvitation } from '#staff/people/invitation.ts'

const tomorrow = 'grid' as Role

it('every role has a name, and no name is of two', () => {
  expect(Object.keys(roleNames)).toEqual(Object.keys(roles))
  expect(new Set(Object.values(roleNames)).size).toBe(Object.keys(roles).length)
})

it('a role that is no row may do nothing, and nobody is invited to it', () => {
  const permissions = new Set(Object.values(roles).flatMap((role) => role.may))
  expect([...permissions].filter((permission) => may(tomorrow, permission))).toEqual([])
  expect(readInvitation('王示例', tomorrow, ['liuxi'])).toBeUndefined()
  expect(['toString', '__proto__', ''].filter(isRole)).toEqual([])
})

it('the database has no list of roles of its own', async () => {
  const insert = env.DB.prepare("INSERT INTO staff (id, role, villages, name, made_at) VALUES ('x', ?1, '', x'00', 1)")
  expect((await insert.bind(tomorrow).run()).meta.changes).toBe(1)
  await env.DB.prepare("DELETE FROM staff WHERE id = 'x'").run()
})
