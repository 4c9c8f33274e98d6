/** Who came near the quota of reveals, for the town: opened, and in numbers. */
import { type Staff, villagesOf } from '#platform/principal.ts'
import type { Vault } from '#platform/vault.ts'
import { alarmsOf } from '#register/ledger/store/alarms.ts'
import type { Alarm } from './view.ts'

/** The alarms of the last 24 hours; one for each person and bound, the latest. */
export async function alarmsFor(db: D1Database, vault: Vault, staff: Staff, now: number): Promise<Alarm[]> {
  const rows = await alarmsOf(db, staff, now)
  const latest = rows.filter((row, i) => rows.findIndex((each) => isSame(each, row)) === i)
  return Promise.all(
    latest.map(async ({ at, actor, role, villages, name, detail }) => {
      const [within, count] = detail.split(' ')
      return {
        at,
        name: String(await vault.open(['staff', actor, ''], name)),
        role,
        villages: villagesOf(role, villages),
        within: within === 'day' ? 'day' : 'hour',
        count: Number(count),
      } as const
    }),
  )
}

function isSame(one: { actor: string; detail: string }, other: { actor: string; detail: string }): boolean {
  return one.actor === other.actor && one.detail === other.detail
}
