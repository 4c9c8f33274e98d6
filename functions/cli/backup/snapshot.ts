/** The database of this machine as one consistent file, taken while the server goes on writing. */
import { globSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const FOLDER = 'snapshot-'
const DAY_MS = 86_400_000

/** A database's file of its own in a folder of its own, and how to take both away again. */
export interface Snapshot {
  file: string
  remove(): void
}

/** The file of our database somewhere under `data`; nothing where there is none. */
export function databaseIn(data: string): string | undefined {
  return globSync('**/*.sqlite', { cwd: data })
    .map((file) => join(data, file))
    .find((file) => isOurs(file))
}

/**
 * Copies the database into a new file. A reader in WAL mode holds no writer
 * up, and VACUUM INTO leaves behind what was deleted and only lies in freed pages.
 */
export function snapshotOf(data: string, database: string): Snapshot {
  const { file, remove } = newSnapshot(data)
  try {
    const db = new DatabaseSync(database, { readOnly: true })
    db.prepare('VACUUM INTO ?').run(file)
    db.close()
  } catch (error) {
    remove()
    throw error
  }
  return { file, remove }
}

/** A place for one; what a crash has left of earlier ones goes. */
export function newSnapshot(data: string): Snapshot {
  for (const left of globSync(`${FOLDER}*`, { cwd: data }).map((name) => join(data, name)))
    if (Date.now() - statSync(left).mtimeMs > DAY_MS) rmSync(left, { recursive: true, force: true })
  const folder = mkdtempSync(join(data, FOLDER))
  return { file: join(folder, 'database'), remove: () => rmSync(folder, { recursive: true, force: true }) }
}

function isOurs(file: string): boolean {
  const db = new DatabaseSync(file, { readOnly: true })
  try {
    return db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'submission'").get() !== undefined
  } finally {
    db.close()
  }
}
