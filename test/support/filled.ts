/** Many records at once, written as the site writes them but straight into the database's file. */
import { randomBytes } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { write } from '#audit/line.ts'
import { databaseIn } from '#cli/backup/snapshot.ts'
import { openDatabase } from '#cli/database.ts'
import { secretsIn } from '#cli/secrets.ts'
import { returnee } from '#forms/returnee.ts'
import { openVault, randomText } from '#platform/vault.ts'
import { sealed } from '#register/submissions/contents.ts'
import { newReference } from '#register/submissions/reference.ts'
import type { Place } from './process.ts'
import { example } from './typed.ts'

/** Makes the database of a place with `n` registrations, each with its line in the audit; no server may run. */
export async function filled(place: Place, n: number): Promise<void> {
  await (await openDatabase(place.data)).close()
  const vault = await openVault(secretsIn(place.secrets))
  const db = new DatabaseSync(databaseIn(place.data) ?? '')
  const keep = db.prepare(
    `INSERT INTO submission (id, token, form, version, village, people, source, arrival, reference_index, phone_index, sealed, received_at, changed_at)
     VALUES (?1, ?2, 'returnee', ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?11)`,
  )
  const note = db.prepare("INSERT INTO audit (at, actor, act, record, mac) VALUES (?, 'holder', 'keep', ?, ?)")
  const right = example(returnee)
  db.exec('BEGIN')
  for (let i = 0; i < n; i++) {
    const reference = newReference()
    const answers = { ...right, phone: `1000000${String(i % 10_000).padStart(4, '0')}` }
    const row = await sealed(vault, returnee, randomText(16), reference, answers, { key: '', at: Date.now() })
    const { id, version, village, people, source, arrival, phoneIndex } = row
    const [token, index, now] = [randomBytes(16).toString('hex'), await vault.index('reference', reference), Date.now()]
    keep.run(id, token, version, village, people, source, arrival, index, phoneIndex, row.sealed, now)
    const line = await write(vault, { at: now, actor: 'holder', act: 'keep', record: id, detail: '' })
    note.run(now, id, line.mac)
  }
  db.exec('COMMIT')
  db.close()
}
