/** The drill: thirty-two people send at once, the whole server is killed at a random moment, and what was answered must stand. */
import { rmSync } from 'node:fs'
import { seeded } from '#cli/sample/seeded.ts'
import { secretsIn } from '#cli/secrets.ts'
import { openVault } from '#platform/vault.ts'
import { newSending, type Sending, send, together } from '../support/load.ts'
import { newPlace, type Place, start } from '../support/process.ts'
import { seenIn, single } from '../support/sqlite.ts'

const WRITERS = 32
const halfWritten = `
  SELECT (SELECT count(*) FROM submission WHERE (SELECT count(*) FROM audit WHERE record = id AND act = 'keep') <> 1)
       + (SELECT count(*) FROM audit WHERE act = 'keep' AND record NOT IN (SELECT id FROM submission))`

/** What a drill found; everything but the first three must be 0. */
export interface Found {
  seed: number
  acknowledged: number
  stored: number
  /** Acknowledged, and after a kill not in the database. */
  lost: number
  /** Rows without exactly one audit line 'keep', and such lines without a row. */
  halfWritten: number
  /** Answers other than 201 before a kill. */
  refused: number
  /** Acknowledged, and sent again after the restart not given the same number. */
  changed: number
  /** Rows that sending again added. */
  grown: number
  /** Databases of which `PRAGMA quick_check` did not say ok. */
  broken: number
}

/** `n` kills on one data folder. The moments follow from `seed`, so that a failure can be repeated. */
export async function rounds(n: number, seed: number, say: (line: string) => void): Promise<Found> {
  const place = newPlace()
  const moment = seeded(seed)
  const known = new Map<string, Sending>()
  const found: Found = {
    ...{ seed, acknowledged: 0, stored: 0 },
    ...{ lost: 0, halfWritten: 0, refused: 0, changed: 0, grown: 0, broken: 0 },
  }
  say(`seed ${seed}: ${n} kills, ${WRITERS} writers`)
  for (let round = 1; round <= n; round++) {
    const delay = Math.round(100 + 1100 * moment())
    found.refused += await untilKilled(place, delay, known)
    const left = await look(place, known.keys())
    Object.assign(found, { acknowledged: known.size, stored: left.stored, halfWritten: left.halfWritten })
    found.lost = Math.max(found.lost, left.lost)
    found.broken += left.broken
    const { acknowledged, stored, lost, halfWritten } = found
    say(
      `kill ${round}, ${delay} ms after the first answer: acknowledged ${acknowledged}, stored ${stored}, lost ${lost}, half-written ${halfWritten}`,
    )
  }
  const server = await start(place)
  const again = [...known]
  await together(WRITERS, async () => {
    const [reference, sending] = again.pop() ?? []
    if (!sending) return false
    const answer = await send(server.url, sending)
    if (answer.status !== 201 || answer.reference !== reference) found.changed++
    return true
  })
  await server.stop()
  const last = await look(place, known.keys())
  found.grown = last.stored - found.stored
  found.broken += last.broken
  rmSync(place.folder, { recursive: true })
  return found
}

/** Lets the writers send until the server is killed under them; gives the number of refusals. */
async function untilKilled(place: Place, delay: number, known: Map<string, Sending>) {
  const server = await start(place)
  let refused = 0
  let killed: Promise<void> | undefined
  const killLater = () => new Promise((resolve) => setTimeout(resolve, delay)).then(server.kill)
  await together(WRITERS, async () => {
    const sending = newSending()
    try {
      const { status, reference } = await send(server.url, sending)
      if (status === 201) known.set(reference, sending)
      else refused++
      killed ??= killLater()
      return true
    } catch {
      return false
    }
  })
  await killed
  return refused
}

/** What stands in the database, held against the numbers that were given out. */
async function look(place: Place, numbers: Iterable<string>) {
  const { rows, half, check } = seenIn(place, (db) => ({
    rows: db.prepare('SELECT reference_index FROM submission').all(),
    half: single(db, halfWritten),
    check: single(db, 'PRAGMA quick_check'),
  }))
  const standing = new Set(rows.map((row) => row['reference_index']))
  const vault = await openVault(secretsIn(place.secrets))
  let lost = 0
  for (const number of numbers) if (!standing.has(await vault.index('reference', number))) lost++
  return { stored: rows.length, lost, halfWritten: Number(half), broken: check === 'ok' ? 0 : 1 }
}
