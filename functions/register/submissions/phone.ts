/** The key by which the desk finds a phone: keyed hashes of its last four digits and of all eleven, side by side. */
import type { Vault } from '#platform/vault.ts'

/** The index of `phone`, eleven digits. The tail stands first, so that one index serves the tail and the whole. */
export async function phoneIndex(vault: Vault, phone: string): Promise<string> {
  const [tail, whole] = await Promise.all([vault.index('tail', phone.slice(-4)), vault.index('phone', phone)])
  return `${tail}.${whole}`
}

/** Where in the index the phones lie that end in `tail`, four digits: from the first bound to the second. */
export async function phonesEnding(vault: Vault, tail: string): Promise<[from: string, to: string]> {
  const hash = await vault.index('tail', tail)
  // "/" is the sign after ".".
  return [`${hash}.`, `${hash}/`]
}
