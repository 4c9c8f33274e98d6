/** The ring of seal keys as the secrets file has it, `2:base64,1:base64`; pure. */

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
