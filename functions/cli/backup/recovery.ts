/** The recovery key, a key pair of age: its recipient seals backups on the server, its identity lies in the town's safe and opens them. */
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'

/** The two halves as text, which `age` itself reads as well. */
export interface Recovery {
  /** The public half, for the server: `age1…`. */
  recipient: string
  /** The private half, to be printed and typed: `AGE-SECRET-KEY-1…`, of which the last signs are a check sum. */
  identity: string
}

const PREFIX = 'AGE-SECRET-KEY-1'

export async function newRecovery(): Promise<Recovery> {
  const identity = await generateX25519Identity()
  return { recipient: await identityToRecipient(identity), identity }
}

/** The public half, or nothing where the text is not one. */
export function recipientIn(text: string): string | undefined {
  const recipient = text.trim()
  return accepted(() => new Encrypter().addRecipient(recipient)) ? recipient : undefined
}

/**
 * The private half as it was typed, in any case and with any dashes and spaces, or as `age-keygen` writes it into a file;
 * nothing where a sign is wrong.
 */
export function identityIn(text: string): string | undefined {
  const typed = text.replace(/^#.*$/gm, '').replace(/[\s-]/g, '').toUpperCase()
  const start = PREFIX.replaceAll('-', '')
  if (!typed.startsWith(start)) return undefined
  const identity = PREFIX + typed.slice(start.length)
  return accepted(() => new Decrypter().addIdentity(identity)) ? identity : undefined
}

function accepted(add: () => void): boolean {
  try {
    add()
    return true
  } catch {
    return false
  }
}
