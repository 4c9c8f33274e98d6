/** What the server on this machine does for `npm run staff:invite`: it writes the invitation that the command made. */
import { isOpen } from '../staff/devices/store.ts'
import { makeCode, makePerson } from '../staff/people/invitation.ts'
import { again, type Invited, invite, townOf } from '../staff/people/store.ts'
import type { Vault } from '../vault.ts'
import { listen } from './line.ts'

/** Whose act it is in the audit: somebody at the machine, with its secrets. */
export const ACTOR = 'command'

export function hearInvitations(data: string, vault: Vault, db: D1Database): Promise<void> {
  return listen(data, vault, async (message) => {
    return (await invite(db, ACTOR, readInvited(message), Date.now())) ? 'made' : 'failed'
  })
}

/** An invitation as a line of text, and back; it holds a hash and a sealed name, and no secret. */
export function writeInvited(invited: Invited): string {
  return JSON.stringify({ ...invited, name: Buffer.from(invited.name).toString('base64') })
}
function readInvited(text: string): Invited {
  const invited = JSON.parse(text)
  return { ...invited, name: new Uint8Array(Buffer.from(invited.name, 'base64')) }
}

/** A code for somebody of the town called `name`, where nobody has a device yet; the same person at every start. */
export async function firstCode(db: D1Database, vault: Vault, name: string): Promise<string | undefined> {
  if (await isOpen(db)) return undefined
  const town = await townOf(db)
  if (!town) {
    const { shown, kept } = await makePerson(vault, { name, role: 'town', villages: [] })
    await invite(db, ACTOR, kept, Date.now())
    return shown
  }
  const { shown, kept } = await makeCode(vault)
  await again(db, ACTOR, { ...kept, id: town }, Date.now())
  return shown
}
