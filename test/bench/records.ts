/** Many records, made in the database itself from some hundred people that the real vault sealed. */
import type { Day } from '../../functions/clock.ts'
import { sample } from '../../functions/forms/check.ts'
import { returnee } from '../../functions/forms/returnee.ts'
import { township } from '../../functions/forms/township.ts'
import { nameIndexes, sealed } from '../../functions/submissions/contents.ts'
import { phoneIndex } from '../../functions/submissions/phone.ts'
import type { Vault } from '../../functions/vault.ts'

const PEOPLE = 200
const AT_ONCE = 5_000
// As many records share a name, a phone and its tail among many records as among few.
const SHARED = 40

/** The id of the record of number `n`. */
export function idOf(n: number): string {
  return `bench${String(n).padStart(17, '0')}`
}

/** Fills `db` with `many` records in all villages, over sixty days of arrival. */
export async function filled(db: D1Database, vault: Vault, many: number, today: Day): Promise<void> {
  const villages = Object.keys(township.villages)
  const right = sample(returnee, { today })
  const people = await Promise.all(
    Array.from({ length: PEOPLE }, (_, n) =>
      sealed(vault, returnee, idOf(n), '100000000000', { ...right, phone: `1000000${String(n).padStart(4, '0')}` }),
    ),
  )
  await db.prepare('CREATE TABLE bench_person (who INTEGER PRIMARY KEY, sealed BLOB)').run()
  await db.batch(people.map(({ sealed }, n) => db.prepare('INSERT INTO bench_person VALUES (?1, ?2)').bind(n, sealed)))
  const phone = await phoneIndex(vault, '10000000042')
  const [name] = await nameIndexes(vault, ['张示例'])
  await db
    .prepare("INSERT INTO staff (id, role, villages, name, made_at) VALUES ('cadre', 'village', 'liuxi', x'00', 0)")
    .run()
  const sql = `WITH RECURSIVE each (n) AS (SELECT CAST(?1 AS INTEGER) UNION ALL SELECT n + 1 FROM each WHERE n + 1 < ?2)
    INSERT INTO submission (id, token, form, version, village, people, source, stage, arrival, assignee, unreached, reference_index, phone_index, names, sealed, received_at, changed_at)
    SELECT 'bench' || printf('%017d', n), 't', 'returnee', 1, json_extract(?3, '$[' || (n % ${villages.length}) || ']'), 1,
      iif((n / 24) % 10 = 0, 'proxy', iif((n / 24) % 10 = 1, 'paper', 'self')), iif((n / 6) % 4 = 0, 'registered', iif((n / 6) % 4 = 1, 'verified', 'closed')),
      date(?4, printf('%+d days', (n / 240) % 60 - 30)), iif(n % 30 = 0, 'cadre', NULL), (n / 6) % 8 = 0, 'ref-' || n,
      iif(n < ${SHARED}, ?5, hex(randomblob(32)) || '.' || hex(randomblob(32))),
      json_array(iif(n < ${SHARED}, ?6, hex(randomblob(22)))), bench_person.sealed, n, n
    FROM each JOIN bench_person ON bench_person.who = each.n % ${PEOPLE}`
  for (let from = 0; from < many; from += AT_ONCE)
    await db
      .prepare(sql)
      .bind(from, Math.min(many, from + AT_ONCE), JSON.stringify(villages), today, phone, name)
      .run()
}
