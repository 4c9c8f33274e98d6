/** From a backup's bytes to a folder with a database, closed and put in place whole or not at all. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openVault, type Secrets } from '#platform/vault.ts'
import { secretsIn } from '../secrets.ts'
import { type Label, unpacked } from './package.ts'
import { Refused } from './refused.ts'
import { databaseIn } from './snapshot.ts'

/** Where a backup goes. */
export interface Target {
  data: string
  secretsFile: string
}

/** Refuses a folder that holds anything: what is there could be the only copy. */
export function refuseTaken({ data }: Target): void {
  if (!existsSync(data) || readdirSync(data).length === 0) return
  throw new Refused(databaseIn(data) ? `${data} has a database; restore to another folder.` : `${data} is not empty.`)
}

/** Writes the database that `plain` holds into the folder, and the secrets into their file; nothing stands before all of it was read and found whole. */
export async function restored(plain: AsyncIterable<Uint8Array>, target: Target): Promise<Label> {
  refuseTaken(target)
  const data = resolve(target.data)
  mkdirSync(dirname(data), { recursive: true })
  const folder = mkdtempSync(`${data}.restoring-`)
  try {
    const { label, database } = await unpacked(plain)
    await openVault(label.secrets)
    const others = existsSync(target.secretsFile) && !same(secretsIn(target.secretsFile), label.secrets)
    if (others) throw new Refused(`${target.secretsFile} holds other secrets; move it away, or set SHOUWANG_SECRETS.`)
    const { openDatabase } = await import('../database.ts')
    // The runtime names the file; made by it once, the name is known.
    await (await openDatabase(folder)).close()
    const file = databaseIn(folder)
    if (!file) throw new Refused(`No database could be made in ${folder}.`)
    for (const tail of ['', '-wal', '-shm']) rmSync(file + tail, { force: true })
    const out = await open(file, 'wx', 0o600)
    for await (const bytes of database) await out.write(bytes)
    await out.sync()
    await out.close()
    closeDatabase(file, label.made)
    // Older than these sources, it gets the migrations that it lacks.
    await (await openDatabase(folder)).close()
    if (!existsSync(target.secretsFile))
      writeFileSync(target.secretsFile, `${JSON.stringify(label.secrets, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
    if (existsSync(data)) rmdirSync(data)
    renameSync(folder, data)
    return label
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

// Before anybody else can open it.
function closeDatabase(file: string, made: number): void {
  const db = new DatabaseSync(file)
  try {
    if (db.prepare('PRAGMA quick_check').get()?.['quick_check'] !== 'ok')
      throw new Refused('The database in this backup is damaged.')
    db.prepare("INSERT OR REPLACE INTO operation VALUES ('closed', ?, ?)").run(Date.now(), String(made))
  } finally {
    db.close()
  }
}

function same(one: Secrets, two: Secrets): boolean {
  const words = (secrets: Secrets) => JSON.stringify([secrets.SEAL_KEYS, secrets.INDEX_KEY, secrets.TOKEN_KEY])
  return words(one) === words(two)
}
