/** What the running server does for a command: note a backup, take another key ring, seal anew, write an invitation. */
import type { Act } from '#audit/acts.ts'
import { type AuditLine, write } from '#audit/line.ts'
import { noteOperation } from '#platform/store/operations.ts'
import type { Vault } from '#platform/vault.ts'
import { type Invited, invite } from '#staff/people/store.ts'
import { type Turning, turn } from './backup/turning.ts'
import { plain, type Reply } from './control-socket.ts'
import { secretsIn } from './secrets.ts'
import type { Serving } from './serve.ts'

/** The line in the audit of what somebody did at the machine, who has its secrets. */
export function commandLine(vault: Vault, act: Act, record: string): Promise<AuditLine> {
  return write(vault, { at: Date.now(), actor: 'command', act, record, detail: '' })
}

/** Performs a command that came over the control socket. Keys are never in it: they are read from the secrets file. */
export function commandsOf({ db, useRing }: Pick<Serving, 'db' | 'useRing'>, vault: Vault, secretsFile: string) {
  let turning: Turning | undefined
  return async (text: string): Promise<Reply> => {
    const { command, at, size, ...rest } = JSON.parse(text)
    if (command === 'backup') {
      await noteOperation(db, 'backup', Number(at), String(size))
      return plain('made')
    }
    if (command === 'ring') {
      useRing(secretsIn(secretsFile).SEAL_KEYS)
      return plain('made')
    }
    if (command === 'turn') {
      if (turning?.failed) turning = undefined
      turning ??= turn(db, secretsIn(secretsFile), true)
      const { done, of, finished, failed } = turning
      if (finished || failed) turning = undefined
      return { outcome: failed ? 'failed' : 'made', numbers: { done, of, finished, failed } }
    }
    if (command === 'invite') {
      const invited = readInvited(rest)
      return plain((await invite(db, invited, await commandLine(vault, 'invite', invited.id))) ? 'made' : 'failed')
    }
    return plain('failed')
  }
}

/** An invitation as a command, and back; it holds a hash and a sealed name, and no secret. */
export function inviteCommand(invited: Invited): string {
  return JSON.stringify({ ...invited, command: 'invite', name: Buffer.from(invited.name).toString('base64') })
}
function readInvited(invited: Omit<Invited, 'name'> & { name: string }): Invited {
  return { ...invited, name: new Uint8Array(Buffer.from(invited.name, 'base64')) }
}
