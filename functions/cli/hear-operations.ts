/** What the server on this machine does for the commands that keep it: note a backup, take another ring, seal anew. */
import { noteOperation } from '#platform/store/operations.ts'
import type { Told, Word } from './line.ts'
import { type Turning, turn } from './safe/turning.ts'
import { secretsIn } from './secrets.ts'
import type { Serving } from './serve.ts'

/** The word on a message of ours; nothing where it is for somebody else. Keys never come over the line: they are in the file. */
export function operationsOf({ db, useRing }: Pick<Serving, 'db' | 'useRing'>, secretsFile: string) {
  let turning: Turning | undefined
  return async (message: string): Promise<Word | Told | undefined> => {
    const { command, at, size } = JSON.parse(message)
    if (command === 'backup') {
      await noteOperation(db, 'backup', Number(at), String(size))
      return 'made'
    }
    if (command === 'ring') {
      useRing(secretsIn(secretsFile).SEAL_KEYS)
      return 'made'
    }
    if (command === 'turn') {
      if (turning?.failed) turning = undefined
      turning ??= turn(db, secretsIn(secretsFile), true)
      const { done, of, finished, failed } = turning
      if (finished || failed) turning = undefined
      return { word: failed ? 'failed' : 'made', more: { done, of, finished, failed } }
    }
    return undefined
  }
}
