/** What the server on this machine does for the commands that keep it: it writes that a backup was made. */
import { noteOperation } from '../operations/store.ts'
import type { Word } from './line.ts'

/** The word on a message of ours; nothing where it is for somebody else. */
export async function hearOperation(db: D1Database, message: string): Promise<Word | undefined> {
  const { command, at, size } = JSON.parse(message)
  if (command !== 'backup') return undefined
  await noteOperation(db, 'backup', Number(at), String(size))
  return 'made'
}
