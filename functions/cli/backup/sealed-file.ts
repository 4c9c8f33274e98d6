/**
 * A file that only the recovery key opens: X25519 with a key made for this file, HKDF, then AES-256-GCM in pieces whose
 * number and whether it is the last are part of the nonce, so that a piece that is missing, moved or cut off is noticed.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import { publicOf, Refused, rawOf } from './recovery.ts'

const MAGIC = Buffer.from('shouwang backup 1\n')
const PIECE = 1 << 20
const TAG = 16
const KEY_ID = 8
const RAW = 32
const HEADER = MAGIC.length + KEY_ID + RAW
const cipher = 'aes-256-gcm'

/** `plain`, sealed to the public half `to`. */
export async function* sealed(to: KeyObject, plain: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const own = generateKeyPairSync('x25519')
  const header = Buffer.concat([MAGIC, idOf(to), rawOf(own.publicKey)])
  const key = keyOf(diffieHellman({ privateKey: own.privateKey, publicKey: to }), header, to)
  yield header
  let number = 0
  for await (const { bytes, last } of pieces(taking(plain), PIECE)) {
    const sealing = createCipheriv(cipher, key, nonce(number++, last))
    yield Buffer.concat([sealing.update(bytes), sealing.final(), sealing.getAuthTag()])
  }
}

/** What `file` holds, piece by piece. Throws `Refused` at the first piece that is not as it was sealed, or at its early end. */
export async function* opened(secret: KeyObject, file: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const take = taking(file)
  const key = keyIn(secret, await take(HEADER))
  let number = 0
  for await (const { bytes, last } of pieces(take, PIECE + TAG)) {
    if (bytes.length < TAG) throw damaged()
    const opening = createDecipheriv(cipher, key, nonce(number++, last))
    opening.setAuthTag(bytes.subarray(-TAG))
    try {
      yield Buffer.concat([opening.update(bytes.subarray(0, -TAG)), opening.final()])
    } catch {
      throw damaged()
    }
  }
}

function damaged(): Refused {
  return new Refused('This backup is damaged or was cut off; take another copy of it.')
}

function keyIn(secret: KeyObject, header: Buffer): Buffer {
  if (header.length !== HEADER || !header.subarray(0, MAGIC.length).equals(MAGIC))
    throw new Refused('This is no backup of Shouwang.')
  const [id, raw] = [header.subarray(MAGIC.length, -RAW), header.subarray(-RAW)]
  if (!idOf(secret).equals(id)) throw new Refused('This backup is sealed to another recovery key.')
  try {
    return keyOf(diffieHellman({ privateKey: secret, publicKey: publicOf(raw) }), header, secret)
  } catch {
    throw damaged()
  }
}

function keyOf(agreed: Buffer, header: Buffer, recovery: KeyObject): Buffer {
  return Buffer.from(hkdfSync('sha256', agreed, rawOf(recovery), header, 32))
}

function idOf(key: KeyObject): Buffer {
  return createHash('sha256').update(rawOf(key)).digest().subarray(0, KEY_ID)
}

function nonce(number: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12)
  bytes.writeUInt32BE(number, 7)
  bytes[11] = last ? 1 : 0
  return bytes
}

// Pieces of `size` bytes; the last may be shorter or empty, and one is always held back, because only the end says which it is.
async function* pieces(take: Take, size: number): AsyncGenerator<{ bytes: Buffer; last: boolean }> {
  for (let bytes = await take(size); ; ) {
    const next = await take(size)
    yield { bytes, last: next.length === 0 }
    if (next.length === 0) return
    bytes = next
  }
}

type Take = (size: number) => Promise<Buffer>

/** The next `size` bytes of a stream, fewer at its end. */
export function taking(source: AsyncIterable<Uint8Array>): Take {
  const parts = source[Symbol.asyncIterator]()
  let [kept, ended] = [Buffer.alloc(0), false]
  return async (size) => {
    const blocks: Uint8Array[] = [kept]
    let length = kept.length
    while (length < size && !ended) {
      const part = await parts.next()
      if (part.done) ended = true
      else length += blocks[blocks.push(part.value) - 1]?.length ?? 0
    }
    const bytes = Buffer.concat(blocks)
    kept = bytes.subarray(size)
    return bytes.subarray(0, size)
  }
}
