/** Locks a page with what only the browser has that it was shown to; the server keeps no key, so that nobody else opens it. */
const IV_BYTES = 12

/** The page packed and locked. `parts` are what must be said again to open it; one of them is a random secret of 256 bits. */
export async function lock(parts: readonly string[], page: string): Promise<Uint8Array<ArrayBuffer>> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
  const packed = await through(new CompressionStream('gzip'), new TextEncoder().encode(page))
  const cipher = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await keyOf(parts), packed)
  const locked = new Uint8Array(IV_BYTES + cipher.byteLength)
  locked.set(iv)
  locked.set(new Uint8Array(cipher), IV_BYTES)
  return locked
}

/** The page; nothing where it was locked with other parts. */
export async function unlock(parts: readonly string[], locked: ArrayLike<number>): Promise<string | undefined> {
  const bytes = Uint8Array.from(locked)
  const algorithm = { name: 'AES-GCM', iv: bytes.slice(0, IV_BYTES) }
  const packed = await crypto.subtle
    .decrypt(algorithm, await keyOf(parts), bytes.slice(IV_BYTES))
    .catch(() => undefined)
  if (!packed) return undefined
  return new TextDecoder().decode(await through(new DecompressionStream('gzip'), new Uint8Array(packed)))
}

// The secret is as long as the key, so a hash of it is as good as one: nobody tries 2^256 of them.
async function keyOf(parts: readonly string[]): Promise<CryptoKey> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(parts)))
  return crypto.subtle.importKey('raw', digest, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

function through(
  stream: CompressionStream | DecompressionStream,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<ArrayBuffer> {
  return new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer()
}
