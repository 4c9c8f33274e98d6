/** The public keys by which Access signs: fetched when they are needed, at most once a minute, and kept. */
import { createLocalJWKSet, errors, type JWTVerifyGetKey } from 'jose'

export type Fetching = (address: string, options: RequestInit) => Promise<Response>

// Keys change every six weeks, and the old ones stay good for a week after that.
const KEPT_MS = 6 * 3_600_000
const PAUSE_MS = 60_000
const PATIENCE_MS = 3000
const LOOK_MS = 25

/** The key that a token names. Throws where the team does not know it, or knew nothing yet and does not answer. */
export function keysAt(address: string, fetching: Fetching): JWTVerifyGetKey {
  let [known, at, asked, asking]: [JWTVerifyGetKey | undefined, number, number, boolean] = [undefined, 0, 0, false]

  // Not a promise that requests share: in a Worker none may wait for what another one has sent out.
  const renew = async () => {
    if (Date.now() - asked < PAUSE_MS) {
      while (asking && Date.now() - asked < PATIENCE_MS) await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
      return
    }
    ;[asked, asking] = [Date.now(), true]
    try {
      const answer = await fetching(address, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) })
      if (answer.status !== 200) return
      ;[known, at] = [createLocalJWKSet(await answer.json()), Date.now()]
    } catch {
      // What is known stays; where that is nothing, nobody is let in.
    } finally {
      asking = false
    }
  }

  return async (header, token) => {
    if (!known || Date.now() - at > KEPT_MS) await renew()
    try {
      if (known) return await known(header, token)
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error
      await renew()
      if (known) return known(header, token)
    }
    throw new errors.JWKSNoMatchingKey()
  }
}
