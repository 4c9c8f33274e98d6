/** The code that a sample prints at its start, for the first device at its desk. */
import type { Vault } from '#platform/vault.ts'
import { isOpen } from '#staff/devices/store.ts'
import { makeCode, makePerson } from '#staff/people/invitation.ts'
import { again, invite, townOf } from '#staff/people/store.ts'
import { commandLine } from './commands.ts'

/** A code for somebody of the town called `name`, where nobody has a device yet; the same person at every start. */
export async function firstCode(db: D1Database, vault: Vault, name: string): Promise<string | undefined> {
  if (await isOpen(db)) return undefined
  const town = await townOf(db)
  if (!town) {
    const { shown, kept } = await makePerson(vault, { name, role: 'town', villages: [] })
    await invite(db, kept, await commandLine(vault, 'invite', kept.id))
    return shown
  }
  const { shown, kept } = await makeCode(vault)
  await again(db, kept, await commandLine(vault, 'invite', town))
  return shown
}
