/** The drill: a backup while people register, the machine is lost, and what stands after restoring is held against what was there. */
import { createHash } from 'node:crypto'
import { createReadStream, rmSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { opened } from '#cli/backup/age-file.ts'
import { unpacked } from '#cli/backup/package.ts'
import { identityIn } from '#cli/backup/recovery.ts'
import { databaseIn } from '#cli/backup/snapshot.ts'
import { secretsIn } from '#cli/secrets.ts'
import { serve } from '#cli/serve.ts'
import { openVault } from '#platform/vault.ts'
import { command } from '../support/command.ts'
import { filled } from '../support/filled.ts'
import { newSending, type Sending, send, together } from '../support/load.ts'
import { browser } from '../support/load-pages.ts'
import { newPlace, type Place, start } from '../support/process.ts'

const WRITERS = 4
const GONE = 10
const SAMPLE = 200

/** What a drill found; all but the first three must be 0. */
export interface Drilled {
  records: number
  backupMs: number
  restoreMs: number
  /** Answers other than 201 while the backup was made. */
  refused: number
  /** Records of the backup under traffic without exactly one line 'keep', or not there although acknowledged before it began. */
  torn: number
  /** Tables whose content differs after restoring, and sampled records that open to something else. */
  different: number
  /** Doors of the closed site that gave something else than 503, and public pages that did not give 200. */
  ajar: number
  /** Deleted before or after the backup, and opened by its number after restoring. */
  back: number
  /** Not deleted, and not opened by its number after restoring. */
  missing: number
}

export async function drill(n: number, say: (line: string) => void): Promise<Drilled> {
  const place = newPlace()
  const found = {
    records: n,
    backupMs: 0,
    restoreMs: 0,
    refused: 0,
    torn: 0,
    different: 0,
    ajar: 0,
    back: 0,
    missing: 0,
  }
  await filled(place, n)
  say(`${n} records filled in`)
  const identity = shownIn((await done(command(place, 'recovery-key'))).said)
  writeFileSync(join(place.folder, 'key'), identity)

  const server = await start(place)
  const { url } = server
  const [stay, early, late] = [await sent(url, GONE), await sent(url, GONE), await sent(url, GONE)]
  await withdrawn(url, early)
  let backing = true
  const before = count(place)
  const writing = together(WRITERS, async () => {
    if ((await send(url, newSending())).status !== 201) found.refused++
    return backing
  })
  const started = performance.now()
  await done(command(place, 'backup', ['--to', 'busy.backup']))
  found.backupMs = Math.round(performance.now() - started)
  backing = false
  await writing
  say(`backup under ${WRITERS} writers: ${found.backupMs} ms, refused ${found.refused}`)
  await done(command(place, 'backup', ['--to', 'quiet.backup']))
  const was = contents(place.data)
  const sample = await openedIn(place)
  await withdrawn(url, late)
  await server.stop()

  found.torn = await torn(place, identity, before)

  const fresh = lost(place, 'fresh')
  const again = performance.now()
  await done(command(fresh, 'restore', ['quiet.backup', '--key', 'key']))
  found.restoreMs = Math.round(performance.now() - again)
  const is = contents(fresh.data)
  const other = [...was].filter(([table, hash]) => table !== 'operation' && is.get(table) !== hash)
  found.different += other.length
  const after = await openedIn(fresh)
  found.different += sample.filter((value, i) => after[i] !== value).length + Math.abs(sample.length - after.length)
  say(
    `restored in ${found.restoreMs} ms: ${is.size} tables, ${after.length} records opened, ${found.different} differences ${other.map(([table]) => table)}`,
  )

  found.ajar = await serving(fresh, (url) => ajar(url, stay))
  await done(command(fresh, 'restore', ['--deletions', `${place.secrets}.deletions`]))
  // Who is gone first: a door that shuts after so many failures would be told by those who stay.
  const [back, there] = await serving(fresh, async (url) => [
    await openable(url, [...early, ...late]),
    await openable(url, stay),
  ])
  found.back = back ?? 0
  found.missing = stay.length - (there ?? 0)
  rmSync(place.folder, { recursive: true })
  return found
}

type Known = Sending & { reference: string }

/** Nothing is left of the machine but the backups, the key from the safe and the journal. */
function lost(place: Place, name: string): Place {
  return { ...place, data: join(place.folder, name), secrets: join(place.folder, `${name}.json`) }
}

async function serving<T>({ data, secrets: file }: Place, ask: (url: string) => Promise<T>): Promise<T> {
  const served = await serve({ port: 0, host: '127.0.0.1', data, secrets: secretsIn(file) })
  const answer = await ask(served.url)
  await served.stop()
  return answer
}

async function done(running: ReturnType<typeof command>) {
  const ended = await running
  if (ended.status !== 0) throw new Error(`${ended.said}\n${ended.complained}`)
  return ended
}

function shownIn(said: string): string {
  return /AGE-SECRET-KEY-1\w{58}/.exec(said)?.[0] ?? ''
}

function sent(url: string, n: number): Promise<Known[]> {
  const one = async () => {
    const sending = newSending()
    return { ...sending, ...(await send(url, sending)) }
  }
  return Promise.all(Array.from({ length: n }, one))
}

function open(url: string, { reference, body }: Known) {
  return browser(url).post('/my/open', { reference: [reference], tail: [JSON.parse(body).phone.slice(-4)] })
}

async function withdrawn(url: string, all: Known[]): Promise<void> {
  for (const known of all) {
    const { hidden } = await open(url, known)
    const { status } = await browser(url).post('/my/withdraw', { ...hidden, sure: ['yes'] })
    if (status !== 200) throw new Error(`withdrawing gave ${status}`)
  }
}

async function openable(url: string, all: Known[]): Promise<number> {
  const statuses = await Promise.all(all.map(async (known) => (await open(url, known)).status))
  return statuses.filter((status) => status === 200).length
}

async function ajar(url: string, stay: Known[]): Promise<number> {
  const [one] = stay
  const typed = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'name=x' }
  const shut = await Promise.all([
    one && open(url, one),
    send(url, newSending()),
    ...['/forms/returnee/check', '/forms/volunteer/keep', '/my/record', '/staff/open'].map((path) =>
      fetch(url + path, typed),
    ),
    ...['/staff/', '/staff/records', '/api/health'].map((path) => fetch(url + path)),
  ])
  const pages = await Promise.all(
    ['/', '/notices/', '/forms/returnee/', '/my/', '/search/'].map((path) => fetch(url + path)),
  )
  return shut.filter((answer) => answer?.status !== 503).length + pages.filter(({ status }) => status !== 200).length
}

function reading<T>(data: string, read: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(databaseIn(data) ?? '', { readOnly: true })
  try {
    return read(db)
  } finally {
    db.close()
  }
}

/** A hash of every row of every table, in the order of its columns. The runtime's own counter of its starts is none of ours. */
function contents(data: string): Map<string, string> {
  return reading(data, (db) => {
    const names = db
      .prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
      )
      .all()
    return new Map(names.map(({ name }) => [String(name), hashOf(db, String(name))]))
  })
}

function hashOf(db: DatabaseSync, table: string): string {
  const hash = createHash('sha256')
  const columns = db.prepare('SELECT count(*) AS n FROM pragma_table_info(?)').get(table)?.['n']
  const order = Array.from({ length: Number(columns) }, (_, i) => i + 1).join(', ')
  for (const row of db.prepare(`SELECT * FROM "${table}" ORDER BY ${order}`).iterate())
    for (const value of Object.values(row))
      hash
        .update(`${typeof value}\0`)
        .update(value instanceof Uint8Array ? value : String(value))
        .update('\0')
  return hash.digest('hex')
}

function count(place: Place): number {
  return Number(reading(place.data, (db) => db.prepare('SELECT count(*) AS n FROM submission').get()?.['n']))
}

/** Of the backup that was made under traffic: what is half there, or was there before it began and is not. */
async function torn({ folder }: Place, typed: string, before: number): Promise<number> {
  const key = identityIn(typed)
  if (!key) throw new Error('no key')
  const { database } = await unpacked(opened(key, createReadStream(join(folder, 'busy.backup'))))
  const file = join(folder, 'busy')
  await writeFile(file, database)
  const db = new DatabaseSync(file)
  const sql = `SELECT (SELECT count(*) FROM submission) AS rows, (SELECT count(*) FROM audit WHERE act = 'keep') AS notes,
    (SELECT count(*) FROM submission WHERE (SELECT count(*) FROM audit WHERE record = id AND act = 'keep') <> 1) AS half`
  const { rows, notes, half } = db.prepare(sql).get() ?? {}
  const whole = db.prepare('PRAGMA integrity_check').get()?.['integrity_check'] === 'ok'
  db.close()
  return Math.abs(Number(rows) - Number(notes)) + Number(half) + (Number(rows) < before ? 1 : 0) + (whole ? 0 : 1)
}

/** Records spread over the table, as the vault of this place opens them. */
async function openedIn(place: Place): Promise<string[]> {
  const vault = await openVault(secretsIn(place.secrets))
  const sql = 'SELECT id, village, sealed FROM submission WHERE sealed IS NOT NULL ORDER BY id'
  const rows = reading(place.data, (db) => db.prepare(sql).all())
  const step = Math.max(1, Math.floor(rows.length / SAMPLE))
  const some = rows.filter((_, i) => i % step === 0)
  return Promise.all(
    some.map(async ({ id, village, sealed }) =>
      JSON.stringify(await vault.open(['submission', String(id), String(village)], sealed as Uint8Array)),
    ),
  )
}
