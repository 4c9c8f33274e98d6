/** The recovery key: its public half seals backups on the server, its private half lies in the town's safe and opens them. */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'

/** The two halves as text. */
export interface Recovery {
  /** One word, for the server. */
  shown: string
  /** 14 groups of four, to be printed and typed: 256 bits and a check sum. */
  secret: string
}

/** What makes a command end with one sentence. */
export class Refused extends Error {}

// Without I, L, O and U, which are misread on paper.
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const SECRET_BYTES = 32
const SUM_BYTES = 3
const PREFIX = 'shouwang-recovery-'
// What stands before the 32 bytes of an X25519 key in DER (RFC 8410).
const privateDer = Buffer.from('302e020100300506032b656e04220420', 'hex')
const publicDer = Buffer.from('302a300506032b656e032100', 'hex')

export function newRecovery(): Recovery {
  const { privateKey, publicKey } = generateKeyPairSync('x25519')
  const bytes = privateKey.export({ type: 'pkcs8', format: 'der' }).subarray(privateDer.length)
  const signs = toSigns(Buffer.concat([bytes, sumOf(bytes)]))
  return { shown: PREFIX + rawOf(publicKey).toString('base64url'), secret: signs.replace(/.{4}(?=.)/g, '$&-') }
}

/** The public half, or nothing where the text is not one. */
export function publicIn(text: string): KeyObject | undefined {
  const [, word] = new RegExp(`^${PREFIX}([\\w-]{43})$`).exec(text.trim()) ?? []
  return word === undefined ? undefined : publicOf(Buffer.from(word, 'base64url'))
}

/** The private half as it was typed, in any case and with any dashes and spaces; nothing where a sign is wrong. */
export function secretIn(text: string): KeyObject | undefined {
  const signs = text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  if (signs.length !== ((SECRET_BYTES + SUM_BYTES) * 8) / 5 || [...signs].some((sign) => !SIGNS.includes(sign))) return
  const bytes = fromSigns(signs)
  const secret = bytes.subarray(0, SECRET_BYTES)
  if (!sumOf(secret).equals(bytes.subarray(SECRET_BYTES))) return
  return createPrivateKey({ key: Buffer.concat([privateDer, secret]), format: 'der', type: 'pkcs8' })
}

/** A public key from its 32 bytes, and back. */
export function publicOf(raw: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([publicDer, raw]), format: 'der', type: 'spki' })
}
export function rawOf(key: KeyObject): Buffer {
  const shown = key.type === 'private' ? createPublicKey(key) : key
  return shown.export({ type: 'spki', format: 'der' }).subarray(publicDer.length)
}

function sumOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update('recovery').update(bytes).digest().subarray(0, SUM_BYTES)
}

function toSigns(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? []).map((five) => SIGNS[Number.parseInt(five, 2)]).join('')
}

function fromSigns(signs: string): Buffer {
  const bits = [...signs].map((sign) => SIGNS.indexOf(sign).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)))
}
