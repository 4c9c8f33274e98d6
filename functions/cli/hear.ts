/** What the server on this machine does for a command: it writes an invitation, or what hear-operations.ts knows. */
import { type Act, type Line, write } from '#audit/line.ts'
import type { Vault } from '#platform/vault.ts'
import { isOpen } from '#staff/devices/store.ts'
import { makeCode, makePerson } from '#staff/people/invitation.ts'
import { again, type Invited, invite, townOf } from '#staff/people/store.ts'
import { listen, type Told, type Word } from './line.ts'

/** The line of what somebody at the machine does, who has its secrets. */
export function commandLine(vault: Vault, act: Act, record: string): Promise<Line> {
  return write(vault, { at: Date.now(), actor: 'command', act, record, detail: '' })
}

/** Listens until the process ends; `also` is asked first, and gives nothing for what is not its own. */
export function hearCommands(
  data: string,
  vault: Vault,
  db: D1Database,
  also: (message: string) => Promise<Word | Told | undefined>,
): Promise<void> {
  return listen(data, vault, async (message) => {
    const word = await also(message)
    if (word) return word
    const invited = readInvited(message)
    return (await invite(db, invited, await commandLine(vault, 'invite', invited.id))) ? 'made' : 'failed'
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
    await invite(db, kept, await commandLine(vault, 'invite', kept.id))
    return shown
  }
  const { shown, kept } = await makeCode(vault)
  await again(db, kept, await commandLine(vault, 'invite', town))
  return shown
}
