/** Deletions made since a backup, done again to the database that was restored from it; then it opens. */
import { write } from '#audit/line.ts'
import { deletionsAfter, reopen } from '#platform/store/operations.ts'
import type { Vault } from '#platform/vault.ts'
import { withdraw } from '#register/holder/store/withdrawal.ts'
import { deletionsIn } from './journal.ts'
import { Refused } from './refused.ts'

const MOST = 1000

/** Does every deletion of `journal` again, which is harmless where the backup knows it. Gives how many were new to it. */
export async function replay(
  db: D1Database,
  vault: Vault,
  journal: string,
  say: (done: number, of: number) => void,
): Promise<number> {
  const all = deletionsIn(journal)
  const told = new Set(all.map(({ record }) => record))
  const before = await known(db)
  const missing = [...before].filter((record) => !told.has(record)).length
  if (missing > 0)
    throw new Refused(`${journal} lacks ${missing} deletions that the backup knows; it is older, or of another server.`)
  const fresh = all.filter(({ record }) => !before.has(record))
  for (const [i, { record, at }] of fresh.entries()) {
    await withdraw(db, await write(vault, { at, actor: 'command', act: 'withdraw', record, detail: 'again' }))
    say(i + 1, fresh.length)
  }
  await reopen(db, Date.now(), `${fresh.length}`)
  return fresh.length
}

async function known(db: D1Database): Promise<Set<string>> {
  const records = new Set<string>()
  for (let seq = 0; ; ) {
    const found = await deletionsAfter(db, seq, MOST)
    for (const { record } of found) records.add(record)
    seq = found.at(-1)?.seq ?? seq
    if (found.length < MOST) return records
  }
}
