/**
 * A backup as a file of the age format (age-encryption.org/v1), which only the recovery key opens: here, and with `age -d`.
 * It is sealed and opened piece by piece, so that a large database never lies in memory as a whole.
 */
import { ReadableStream } from 'node:stream/web'
import { Decrypter, Encrypter } from 'age-encryption'
import { Refused } from './refused.ts'

/** `plain`, sealed to the public half `recipient`. */
export async function* sealed(recipient: string, plain: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  yield* await encrypter.encrypt(streamOf(plain))
}

/** What `file` holds, piece by piece. Throws `Refused` at the first piece that is not as it was sealed, or at its early end. */
export async function* opened(identity: string, file: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let unread: unknown
  const reading = async function* () {
    try {
      yield* file
    } catch (error) {
      unread = error
      throw error
    }
  }
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  const pieces = await decrypter.decrypt(streamOf(reading())).catch((error) => refuse(error, unread))
  const each = pieces[Symbol.asyncIterator]()
  for (;;) {
    const { done, value } = await each.next().catch((error) => refuse(error, unread))
    if (done) return
    yield value
  }
}

// The library says what is wrong in words only; its version is pinned, and the tests hold each sentence.
function refuse(error: unknown, unread: unknown): never {
  // A disk that cannot be read is not a damaged backup.
  if (unread) throw unread
  const { message } = error as Error
  if (message.startsWith('invalid version')) throw new Refused('This is no backup of Shouwang.')
  if (message.startsWith('no identity matched'))
    throw new Refused('This backup is damaged at its beginning or sealed to another recovery key.')
  throw new Refused('This backup is damaged or was cut off; take another copy of it.')
}

function streamOf(bytes: AsyncIterable<Uint8Array>): globalThis.ReadableStream<Uint8Array> {
  return ReadableStream.from(bytes) as unknown as globalThis.ReadableStream<Uint8Array>
}
