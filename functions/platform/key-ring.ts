/** The vault with the seal keys as they stand now: the server of one machine is given new ones while it runs. */
import { openVault, type SealContext, type Secrets, type Vault } from './vault.ts'

/** What the Worker is given on such a machine: who answers with the ring, sealed under the keys that the Worker began with. */
export interface Keys {
  KEYS?: { fetch(address: string): Promise<Response> }
}

/** Where the sealed ring belongs; it lies in no table. */
export const RING: SealContext = ['ring', '', '']

/** How long a ring is believed. Nothing is sealed under another first key later than this after it was changed. */
export const BELIEVED_MS = 2000

let known: { vault: Vault; until: number } | undefined

/** The vault of this request. At Cloudflare, where a new secret starts the Worker anew, it is that of its secrets. */
export async function vaultNow(env: Secrets & Keys): Promise<Vault> {
  const own = await openVault(env)
  if (!env.KEYS) return own
  return {
    ...own,
    // Asked when they are needed and not before: a body may take seconds to come in.
    seal: async (place, value) => (await current(env, own)).seal(place, value),
    open: async (place, sealed) => {
      const vault = await current(env, own)
      return vault.has(sealed) ? vault.open(place, sealed) : (await asked(env, own)).open(place, sealed)
    },
  }
}

async function current(env: Secrets & Keys, own: Vault): Promise<Vault> {
  return known && known.until > Date.now() ? known.vault : asked(env, own)
}

async function asked(env: Secrets & Keys, own: Vault): Promise<Vault> {
  const until = Date.now() + BELIEVED_MS
  const answer = await env.KEYS?.fetch('http://keys/')
  const ring = answer && (await own.open(RING, await answer.arrayBuffer()))
  const vault = ring === undefined ? own : await openVault({ ...env, SEAL_KEYS: String(ring) })
  known = { vault, until }
  return vault
}
