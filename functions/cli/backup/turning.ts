/** One rotation of the seal keys: until a whole pass, begun after the last request with the old ring, finds nothing old. */
import { BELIEVED_MS } from '#platform/key-ring.ts'
import { openVault, type Secrets } from '#platform/vault.ts'
import { countSealed, resealOnce } from './reseal.ts'
import { keysIn } from './ring-file.ts'

/** How far a rotation is; `finished` and `failed` are 0 or 1. */
export interface Turning {
  done: number
  of: number
  finished: number
  failed: number
}

/** What a request may take from sealing an answer to its row in the database, many times over. */
const WRITING_MS = 3000

/** Begins a rotation; what it gives changes until it is finished or has failed. `shared`: a running Worker learns of the ring just now. */
export function turn(db: D1Database, secrets: Secrets, shared: boolean): Turning & { ended: Promise<void> } {
  const begun = Date.now()
  const turning = { done: 0, of: 0, finished: 0, failed: 0 }
  const passes = async () => {
    const vault = await openVault(secrets)
    const first = keysIn(secrets.SEAL_KEYS)[0]?.id ?? 0
    turning.of = await countSealed(db)
    for (;;) {
      const settled = !shared || Date.now() - begun > BELIEVED_MS + WRITING_MS
      const found = await resealOnce(db, vault, first, (n) => {
        turning.done = Math.min(turning.of, turning.done + n)
      })
      if (found === 0 && settled) return
      if (found === 0) await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
  const ended = passes().then(
    () => void Object.assign(turning, { finished: 1 }),
    (error: Error) => {
      console.error(`The keys are not rotated: ${error.message}.`)
      turning.failed = 1
    },
  )
  return Object.assign(turning, { ended })
}
