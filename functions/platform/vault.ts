/** Seals, opens, indexes and signs; the only file that touches keys. */

/** Secrets of the Worker, each base64 of 32 random bytes; `SEAL_KEYS` is a ring, `2:base64,1:base64`, whose first key seals. */
export interface Secrets {
  SEAL_KEYS: string
  INDEX_KEY: string
  TOKEN_KEY: string
}

/** What an index is of; it keeps a phone and a number that look alike apart. */
type IndexName =
  | 'phone'
  | 'name'
  | 'tail'
  | 'reference'
  | 'address'
  | 'enrolment'
  | 'device'
  | 'session'
  | 'pin'
  | 'certificate'

/** Where a sealed value belongs. It opens nowhere else, so that a row moved to another village or person is noticed. */
export type SealContext = readonly [table: string, id: string, village: string]

export interface Vault {
  /** AES-256-GCM: one byte of key id, 12 of random IV, then ciphertext and tag. */
  seal(place: SealContext, value: unknown): Promise<Uint8Array<ArrayBuffer>>
  /** The value, or an error where a bit or the place differs. */
  open(place: SealContext, sealed: ArrayBuffer | ArrayLike<number>): Promise<unknown>
  /** Whether it holds the key under which this was sealed. */
  has(sealed: ArrayBuffer | ArrayLike<number>): boolean
  /** Keyed hash by which an equal value is found without being stored. */
  index(kind: IndexName, value: string): Promise<string>
  /** Signature of `parts`, base64url; no two different lists of parts give the same text. */
  sign(...parts: string[]): Promise<string>
  /** Whether `signature` is ours, in constant time. */
  verify(signature: string, ...parts: string[]): Promise<boolean>
}

const IV_BYTES = 12
const text = new TextEncoder()
const opened = new Map<string, Promise<Vault>>()

/** The vault of these secrets; throws with the name of a secret that is missing or has the wrong length. */
export function openVault(secrets: Secrets): Promise<Vault> {
  const name = `${secrets.SEAL_KEYS}|${secrets.INDEX_KEY}|${secrets.TOKEN_KEY}`
  const vault = opened.get(name) ?? build(secrets)
  opened.set(name, vault)
  return vault
}

async function build(secrets: Secrets): Promise<Vault> {
  const ring = new Map<number, CryptoKey>()
  for (const entry of (secrets.SEAL_KEYS ?? '').split(',')) {
    const [id = '', key = ''] = entry.split(':')
    ring.set(
      Number(id),
      await crypto.subtle.importKey('raw', bytesOf(key, 'SEAL_KEYS'), 'AES-GCM', false, ['encrypt', 'decrypt']),
    )
  }
  const [[sealId, sealKey] = missing('SEAL_KEYS')] = ring
  if (!(sealId >= 1 && sealId <= 255)) return missing('SEAL_KEYS')
  const indexKey = await hmacKey(secrets.INDEX_KEY, 'INDEX_KEY')
  const tokenKey = await hmacKey(secrets.TOKEN_KEY, 'TOKEN_KEY')

  return {
    async seal(place, value) {
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
      const plain = text.encode(JSON.stringify(value))
      const cipher = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: joined(place) }, sealKey, plain)
      const sealed = new Uint8Array(1 + IV_BYTES + cipher.byteLength)
      sealed[0] = sealId
      sealed.set(iv, 1)
      sealed.set(new Uint8Array(cipher), 1 + IV_BYTES)
      return sealed
    },
    async open(place, sealed) {
      const bytes = new Uint8Array(sealed)
      const key = ring.get(bytes[0] ?? 0)
      if (!key) throw new Error(`no seal key ${bytes[0]}`)
      const algorithm = { name: 'AES-GCM', iv: bytes.slice(1, 1 + IV_BYTES), additionalData: joined(place) }
      return JSON.parse(
        new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, key, bytes.slice(1 + IV_BYTES))),
      )
    },
    has: (sealed) => ring.has(new Uint8Array(sealed)[0] ?? 0),
    async index(kind, value) {
      return base64url(await crypto.subtle.sign('HMAC', indexKey, joined([kind, value])))
    },
    async sign(...parts) {
      return base64url(await crypto.subtle.sign('HMAC', tokenKey, joined(parts)))
    },
    async verify(signature, ...parts) {
      const bytes = Uint8Array.from(atob(signature.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0))
      // The last sign of base64 has spare bits; only one way of writing a signature is ours.
      return base64url(bytes) === signature && crypto.subtle.verify('HMAC', tokenKey, bytes, joined(parts))
    },
  }
}

/** `bytes` random bytes in base64url. */
export function randomText(bytes: number): string {
  return base64url(crypto.getRandomValues(new Uint8Array(bytes)))
}

function hmacKey(secret: string, name: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytesOf(secret, name), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
    'verify',
  ])
}

function bytesOf(base64: string | undefined, name: string): Uint8Array<ArrayBuffer> {
  if (!base64 || !/^[A-Za-z0-9+/]{43}=$/.test(base64)) return missing(name)
  return Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
}

function missing(name: string): never {
  throw new Error(`secret ${name} is missing or is not base64 of 32 bytes`)
}

// JSON quotes each part, so ['a', 'b|c'] and ['a|b', 'c'] stay different.
function joined(parts: readonly string[]): Uint8Array<ArrayBuffer> {
  return text.encode(JSON.stringify(parts))
}

function base64url(bytes: ArrayBuffer | Uint8Array): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
