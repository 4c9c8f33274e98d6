/** What the timer does, each by what was due: twice is once, what failed or was missed is made up for. */
import type { App } from '#platform/context.ts'
import { checkBlocks } from './audit/chain/checking.ts'
import { closeBlocks } from './audit/chain/closing.ts'
import * as store from './jobs/store.ts'
import { vaultNow } from './platform/key-ring.ts'
import type { Vault } from './platform/vault.ts'
import { stamp } from './protection/alerts/store/queue.ts'
import { settleAll } from './protection/watch/settling.ts'
import { purgeOver } from './retention/purging.ts'
import { forgetOver } from './web/shown/store.ts'

export interface Job {
  /** As the database has it; never changes. */
  name: string
  /** Due at every multiple of it, counted from 1970-01-01 00:00 UTC. */
  everyMs: number
  /** Each time that was missed is made up for by itself, the oldest first; without it, the latest stands for all. */
  each?: true
  /** May be cut off and come again with the same `due`, so it must be safe to do twice. */
  run(env: App['Bindings'], vault: Vault, due: number, now: number): Promise<unknown>
}

const FIVE_MINUTES = 5 * 60_000
// A run that was begun and never ended was cut off.
const PATIENCE_MS = 2 * FIVE_MINUTES
// Of one job at one tick; the next tick goes on.
const MOST_RUNS = 50

export const jobs: Job[] = [
  { name: 'close-blocks', everyMs: FIVE_MINUTES, run: ({ DB }, vault, _, now) => closeBlocks(DB, vault, now) },
  { name: 'escalate', everyMs: FIVE_MINUTES, run: ({ DB }, _vault, _due, now) => stamp(DB, now) },
  { name: 'check-blocks', everyMs: FIVE_MINUTES, run: ({ DB }, vault, _, now) => checkBlocks(DB, vault, now) },
  { name: 'watch', everyMs: FIVE_MINUTES, run: ({ DB }, _, __, now) => settleAll(DB, now) },
  { name: 'shown', everyMs: FIVE_MINUTES, run: ({ DB }, _, __, now) => forgetOver(DB, now) },
  { name: 'purge', everyMs: FIVE_MINUTES, run: ({ DB }, vault, due, now) => purgeOver(DB, vault, due, now) },
]

/** Does what is due at `now`. One job that fails keeps no other from its turn; what failed is thrown at the end. */
export async function tick(env: App['Bindings'], now: number, all: Job[] = jobs): Promise<void> {
  const vault = await vaultNow(env)
  const failed: unknown[] = []
  for (const job of all) {
    try {
      for (const due of await dueOf(env, job, now)) if (!(await runOnce(env, vault, job, due, now))) break
    } catch (error) {
      failed.push(error)
    }
  }
  if (failed.length > 0) throw new AggregateError(failed, 'a job failed')
}

/** The times at which `job` was due since it was last done, up to `now`; of a job that was never begun, the latest only. */
async function dueOf({ DB }: Pick<App['Bindings'], 'DB'>, job: Job, now: number): Promise<number[]> {
  const { everyMs, each, name } = job
  const latest = Math.floor(now / everyMs) * everyMs
  const { done, begun } = await store.lastDone(DB, name)
  // A clock that was set back makes nothing due.
  if (done !== null && done >= latest) return []
  // The very first run may have been cut off.
  const missing = done === null ? begun : done + everyMs
  const first = each && missing !== null ? Math.min(missing, latest) : latest
  const missed = Math.round((latest - first) / everyMs) + 1
  return Array.from({ length: Math.min(missed, MOST_RUNS) }, (_, i) => first + i * everyMs)
}

async function runOnce(env: App['Bindings'], vault: Vault, { name, run }: Job, due: number, now: number) {
  if (!(await store.begin(env.DB, name, due, now, PATIENCE_MS))) return false
  try {
    await run(env, vault, due, now)
  } catch (error) {
    await store.giveUp(env.DB, name, due)
    throw error
  }
  await store.end(env.DB, name, due, now)
  return true
}
