/** /staff/people: for the town, who may look: invite, another code, unlock, revoke. */
import { Hono } from 'hono'
import { lineOf } from '#audit/line.ts'
import { township } from '#forms/township.ts'
import { withoutOdd } from '#forms/typed.ts'
import type { App, RequestContext } from '#platform/context.ts'
import { villagesOf } from '#platform/principal.ts'
import { randomText } from '#platform/vault.ts'
import type { StaffVars } from '#staff/door.ts'
import type { FormVars } from '#web/body.ts'
import { formBody } from '#web/body.ts'
import { sent } from '#web/sent.ts'
import { staffOnly } from '../door.ts'
import { limits } from '../limits.ts'
import type { StaffInvitedView, StaffMember, StaffPeopleView } from '../view.ts'
import { makeCode, makePerson, readInvitation } from './invitation.ts'
import * as store from './store.ts'

export const people = new Hono<App>()

people.get('/people', staffOnly('revoke'), async (c) => c.render(await everybody(c)))

people.post('/people/invite', staffOnly('invite'), formBody, async (c) => {
  const { vault, raw } = c.var
  const [name, role] = [withoutOdd(sent(raw, 'name')), sent(raw, 'role')]
  const villages = raw['villages'] ?? []
  const invitation = readInvitation(name, role, villages)
  if (!invitation) return c.render({ ...(await everybody(c)), wrong: { name, role, villages }, status: 422 })
  const { shown, kept } = await makePerson(vault, invitation, keyIn(c))
  const made = await store.invite(c.env.DB, kept, await lineOf(c, 'invite', kept.id))
  return c.render(invited(c, invitation.name, made ? shown : undefined))
})

people.post('/people/again', staffOnly('invite'), formBody, async (c) => {
  const person = await store.one(c.env.DB, idIn(c))
  if (!person) return c.redirect('/staff/people', 303)
  const { shown, kept } = await makeCode(c.var.vault, keyIn(c))
  const made = await store.again(c.env.DB, kept, await lineOf(c, 'invite', person.id))
  return c.render(invited(c, await nameOf(c, person), made ? shown : undefined))
})

people.post('/people/unlock', staffOnly('revoke'), formBody, async (c) => {
  if (await store.one(c.env.DB, idIn(c))) await store.unlock(c.env.DB, await lineOf(c, 'unlock', idIn(c)))
  return c.redirect('/staff/people', 303)
})

people.post('/people/revoke', staffOnly('revoke'), formBody, async (c) => {
  const person = await store.one(c.env.DB, idIn(c))
  if (person && sent(c.var.raw, 'sure') !== 'yes')
    return c.render({ page: 'staff-revoke', staff: c.var.staff, id: person.id, name: await nameOf(c, person) })
  await store.revoke(c.env.DB, await lineOf(c, 'revoke', idIn(c)))
  return c.redirect('/staff/people', 303)
})

async function everybody(c: RequestContext<StaffVars>): Promise<StaffPeopleView> {
  const rows = await store.everybody(c.env.DB, c.var.now)
  const named = rows.map(async ({ id, role, villages, devices, locked, revoked_at, ...row }): Promise<StaffMember> => {
    const name = await nameOf(c, { id, name: row.name })
    return { id, name, role, villages: villagesOf(role, villages), devices, locked, revoked: revoked_at !== null }
  })
  return {
    page: 'staff-people',
    staff: c.var.staff,
    people: await Promise.all(named),
    key: randomText(16),
    longest: limits.name,
  }
}

async function nameOf(c: RequestContext, { id, name }: Pick<store.PersonRow, 'id' | 'name'>): Promise<string> {
  return String(await c.var.vault.open(['staff', id, ''], name))
}

function invited(c: RequestContext<StaffVars>, name: string, code: string | undefined): StaffInvitedView {
  // Behind a front server the request does not know the address that people type.
  const site = new URL(township.url).hostname === 'localhost' ? c.req.url : township.url
  return {
    page: 'staff-invited',
    staff: c.var.staff,
    name,
    code,
    minutes: limits.codeMinutes,
    address: new URL('/staff/enrol', site).href,
  }
}

function idIn(c: RequestContext<FormVars>): string {
  return sent(c.var.raw, 'id')
}

/** The key that the page gave; another's shape is none of ours. */
function keyIn(c: RequestContext<FormVars>): string | undefined {
  return /^[\w-]{22}$/.exec(sent(c.var.raw, 'key'))?.[0]
}
