/**
 * Many records in a database's file, by the same tables, indexes and triggers, but past D1: through D1's own door a
 * million takes an hour. Some hundred people are sealed by the real vault, and their seals stand in many records;
 * ids and keys are spread as random ones are. No server may run.
 */
import { createHash } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { returnee } from '#forms/returnee.ts'
import { sample } from '#forms/sample.ts'
import { township } from '#forms/township.ts'
import type { Day } from '#platform/clock.ts'
import type { Vault } from '#platform/vault.ts'
import { nameIndexes, sealed } from '#register/submissions/contents.ts'
import { phoneIndex } from '#register/submissions/phone.ts'

const PEOPLE = 200
// As many records share a name, a phone and its tail among many records as among few.
const SHARED = 40

/** The id of the record of number `n`. */
export function idOf(n: number): string {
  return spread('id', n).slice(0, 22)
}

/** The key of its number. */
export function referenceOf(n: number): string {
  return spread('reference', n)
}

/** Fills the database in `file` with `many` records in all villages, over sixty days of arrival, and a line of the audit each. */
export async function filled(file: string, vault: Vault, many: number, days: (n: number) => Day): Promise<void> {
  const villages = Object.keys(township.villages)
  const right = sample(returnee, { today: days(0) })
  const told = { key: '', at: Date.now() }
  const people = await Promise.all(
    Array.from({ length: PEOPLE }, (_, n) =>
      sealed(
        vault,
        returnee,
        idOf(n),
        '100000000000',
        { ...right, phone: `1000000${String(n).padStart(4, '0')}` },
        told,
      ),
    ),
  )
  const phone = await phoneIndex(vault, '10000000042')
  const [name = ''] = await nameIndexes(vault, ['张示例'])
  const db = new DatabaseSync(file)
  // What a crash would cost is a new run.
  db.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -2000000; BEGIN')
  db.exec("INSERT INTO staff (id, role, villages, name, made_at) VALUES ('cadre', 'village', 'liuxi', x'00', 0)")
  const keep = db.prepare(
    `INSERT INTO submission (id, token, form, version, village, people, source, stage, arrival, assignee, unreached, reference_index, phone_index, names, sealed, received_at, changed_at)
     VALUES (?1, 't', 'returnee', 1, ?2, 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?12)`,
  )
  const note = db.prepare("INSERT INTO audit (at, actor, act, record, mac) VALUES (?1, 'holder', 'keep', ?2, ?3)")
  for (let n = 0; n < many; n++) {
    // Each village has every step and source, each of those every day.
    const [step, origin] = [Math.floor(n / 6) % 8, Math.floor(n / 24) % 10]
    const isShared = n < SHARED
    keep.run(
      ...[idOf(n), villages[n % villages.length] ?? ''],
      ...[origin === 0 ? 'proxy' : origin === 1 ? 'paper' : 'self', ['registered', 'verified'][step % 4] ?? 'closed'],
      ...[days(Math.floor(n / 240)), n % 30 === 0 ? 'cadre' : null, step === 0 ? 1 : 0, referenceOf(n)],
      ...[isShared ? phone : `${spread('tail', n)}.${spread('phone', n)}`],
      ...[JSON.stringify([isShared ? name : spread('name', n)]), people[n % PEOPLE]?.sealed ?? null, n],
    )
    note.run(n, idOf(n), spread('mac', n))
  }
  db.exec('COMMIT')
  db.close()
}

function spread(what: string, n: number): string {
  return createHash('sha256').update(`${what}${n}`).digest('base64url')
}
