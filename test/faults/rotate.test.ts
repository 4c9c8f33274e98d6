/** New seal keys while eight people register and correct: nobody is refused, nothing is left under the old key, all of it opens. */
import { readFileSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { places } from '#cli/backup/places.ts'
import { databaseIn } from '#cli/backup/snapshot.ts'
import { emptyAt } from '#cli/empty.ts'
import { secretsIn } from '#cli/secrets.ts'
import { returnee } from '#forms/returnee.ts'
import { openVault } from '#platform/vault.ts'
import { command } from '../support/command.ts'
import { filled } from '../support/filled.ts'
import { newSending, send, together } from '../support/load.ts'
import { browser } from '../support/load-pages.ts'
import { newPlace, type Place, start } from '../support/process.ts'
import { example, looked, typedInto } from '../support/typed.ts'

const WRITERS = 8

it('rotates under eight writers: no request fails, no row keeps the old key, every record opens', async () => {
  const place = newPlace()
  await filled(place, 500)
  const before = secretsIn(place.secrets)
  const server = await start(place)
  const failures: unknown[] = []
  let [turns, corrected, going] = [0, 0, true]
  const writing = together(WRITERS, async () => {
    try {
      const sending = newSending()
      const { status, reference } = await send(server.url, sending)
      if (status !== 201) failures.push(['send', status])
      else if (turns++ % 4 === 0) {
        const done = await correct(server.url, reference, JSON.parse(sending.body), failures)
        corrected += done
      }
    } catch (error) {
      failures.push(String(error))
    }
    return going
  })
  await expect.poll(() => corrected, { timeout: 30_000 }).toBeGreaterThan(4)
  const rotated = await command(place, 'rotate')
  const rotatedAt = corrected
  await expect.poll(() => corrected, { timeout: 30_000 }).toBeGreaterThan(rotatedAt + 4)
  going = false
  await writing
  await server.stop()

  expect(rotated).toMatchObject({ status: 0 })
  expect(rotated.said).toContain('Everything is sealed under key 2, and the old key is gone.')
  expect(failures).toEqual([])
  const after = JSON.parse(readFileSync(place.secrets, 'utf8'))
  expect(after).toEqual({ ...before, SEAL_KEYS: expect.stringMatching(/^2:[^,]{44}$/) })
  const { rows, old } = await sealedIn(place)
  expect(rows).toBeGreaterThan(500)
  expect(old).toBe(0)

  // With no server: the same command, another key, and the old one stays where it is asked for.
  const again = await command(place, 'rotate', ['--keep-old'])
  expect([again.complained.replace(/^Sealing.*\n/gm, ''), secretsIn(place.secrets).SEAL_KEYS]).toEqual([
    '',
    expect.stringMatching(/^3:[^,]{44},2:[^,]{44}$/),
  ])
  expect(await sealedIn(place)).toEqual({ rows, old: 0 })
  rmSync(place.folder, { recursive: true })
})

// A page that was shown is locked with its browser's cookie, and gone within the hour: no key of ours is on it.
it('every column of the schema that holds bytes is in the table of what is sealed anew', async () => {
  const db = emptyAt(':memory:')
  const sql = `SELECT t.name AS name, c.name AS col FROM sqlite_schema t, pragma_table_info(t.name) c
    WHERE t.type = 'table' AND t.sql NOT LIKE 'CREATE VIRTUAL%' AND c.type = 'BLOB' AND t.name NOT LIKE 'search%' AND t.name <> 'shown_page' AND t.name NOT LIKE '\\_cf%' ESCAPE '\\'`
  const columns = db
    .prepare(sql)
    .all()
    .map(({ name, col }) => `${name}.${col}`)
  expect(columns.sort()).toEqual(
    places()
      .map(({ table, column }) => `${table}.${column}`)
      .sort(),
  )
  db.close()
})

/** Corrects a record by its pages; 1 where it was corrected. */
async function correct(url: string, reference: string, input: Record<string, unknown>, failures: unknown[]) {
  const visitor = browser(url)
  const open = await visitor.post('/my/open', { reference: [reference], tail: [String(input['phone']).slice(-4)] })
  const page = await visitor.post('/my/correct', open.hidden)
  const right = { ...example(returnee), ...input, name: '李示例' }
  const check = await visitor.post('/my/check', { ...page.hidden, ...typedInto(returnee, right) })
  await looked()
  const kept = await visitor.post('/my/keep', check.hidden)
  const statuses = [open, page, check, kept].map(({ status }) => status)
  if (statuses.some((status) => status !== 200)) failures.push(['correct', ...statuses])
  return kept.status === 200 ? 1 : 0
}

/** How many sealed values there are, every one of which opens with the ring as it is, and how many its first key did not seal. */
async function sealedIn(place: Place): Promise<{ rows: number; old: number }> {
  const secrets = secretsIn(place.secrets)
  const vault = await openVault(secrets)
  const db = new DatabaseSync(databaseIn(place.data) ?? '')
  let [rows, old] = [0, 0]
  for (const { table, column, name, id, village = "''" } of places())
    for (const row of db
      .prepare(`SELECT ${id} AS id, ${village} AS village, ${column} AS sealed FROM ${table}`)
      .all()) {
      if (!(row['sealed'] instanceof Uint8Array)) continue
      await vault.open([name, String(row['id']), String(row['village'])], row['sealed'])
      rows++
      if (row['sealed'][0] !== Number.parseInt(secrets.SEAL_KEYS, 10)) old++
    }
  db.close()
  return { rows, old }
}
