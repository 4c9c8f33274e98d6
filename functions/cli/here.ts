/** Where the project stands on this machine, and how a command stops. */
import { join } from 'node:path'

/** The folder that holds package.json. */
export const root = join(import.meta.dirname, '..', '..')

/** Says what is wrong in one sentence and ends the command. */
export function stop(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}
