/** For whom a page of the desk is, when somebody goes back to it: for the session in which it was shown, as long as that stands. */
import type { Audience } from '#web/shown/browser.ts'
import { SESSION, type StaffVars, tokenIn } from '../door.ts'
import { holderOf } from './store.ts'

// The door itself is for whoever holds the device, also when a session ended meanwhile.
const door = ''

export const session: Audience = {
  answered: (c) => ((c.var as Partial<StaffVars>).staff ? (tokenIn(c, SESSION) ?? door) : door),
  asking: async (c) => {
    const token = tokenIn(c, SESSION)
    const stands = token && (await holderOf(c.env.DB, await c.var.vault.index('session', token), c.var.now))
    return stands ? [token, door] : [door]
  },
}
