/** The ring of seal keys as the secrets file has it, `2:base64,1:base64`. */
import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'
import type { Secrets } from '#platform/vault.ts'

/** One key of the ring. */
export interface SealKey {
  id: number
  key: string
}

export function keysIn(ring: string): SealKey[] {
  return ring.split(',').map((entry) => {
    const [id = '', key = ''] = entry.split(':')
    return { id: Number(id), key }
  })
}

/** One ring of several: the first one's first key seals, and every key of all of them opens. */
export function ringOf(rings: string[]): string {
  const keys = new Map<number, string>()
  for (const { id, key } of rings.flatMap(keysIn)) if (!keys.has(id)) keys.set(id, key)
  return [...keys].map(([id, key]) => `${id}:${key}`).join(',')
}

/** The ring with a new key in front, under a number that none of them has. */
export function grown(ring: string): string {
  const ids = new Set(keysIn(ring).map(({ id }) => id))
  let id = Math.max(...ids)
  // A byte holds it.
  do id = (id % 255) + 1
  while (ids.has(id))
  return `${id}:${randomBytes(32).toString('base64')},${ring}`
}

/** Writes the secrets into their file, whole or not at all. */
export function writeSecrets(file: string, secrets: Secrets): void {
  const out = openSync(`${file}.new`, 'w', 0o600)
  writeSync(out, `${JSON.stringify(secrets, null, 2)}\n`)
  fsyncSync(out)
  closeSync(out)
  renameSync(`${file}.new`, file)
}
