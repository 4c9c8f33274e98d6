/** The six digits that a device asks for: which are too easy, and how they are kept. */
import { dayOf } from '#platform/clock.ts'
import type { Vault } from '#platform/vault.ts'

// Cloudflare refuses more rounds than these; the pepper of the vault's key is what makes six digits worth hashing.
const ROUNDS = 100_000

/** Whether others would try these six digits early: runs, repeats, and dates, because they are somebody's birthday. */
export function isEasy(pin: string): boolean {
  const step = Number(pin[1]) - Number(pin[0])
  const run = [...pin].every((digit, i) => i === 0 || Number(digit) - Number(pin[i - 1]) === step)
  const repeat = /^(..)\1\1$|^(...)\2$|^(.)\3(.)\4(.)\5$/.test(pin)
  const [first, second, third] = [0, 2, 4].map((at) => Number(pin.slice(at, at + 2)))
  const isDay = [1900, 2000].some((century) => dayOf(century + (first ?? 0), second ?? 0, third ?? 0))
  const isMonth = /^(19|20)\d\d(0[1-9]|1[0-2])$/.test(pin)
  return run || repeat || isDay || isMonth || new Set(pin).size <= 2
}

/** What is kept of a PIN; without the vault's key it cannot be compared with guesses, and on another device it is another one. */
export async function hashOf(vault: Vault, device: string, salt: string, pin: string): Promise<string> {
  const text = new TextEncoder()
  const peppered = await vault.index('pin', `${device} ${pin}`)
  const key = await crypto.subtle.importKey('raw', text.encode(peppered), 'PBKDF2', false, ['deriveBits'])
  const algorithm = { name: 'PBKDF2', hash: 'SHA-256', salt: text.encode(salt), iterations: ROUNDS }
  const bits = new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, 256))
  // Hashed once more under the key, so that the time of comparing texts tells nothing about a PIN.
  return vault.index('pin', bits.join(' '))
}
