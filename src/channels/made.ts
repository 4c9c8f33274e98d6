/** Which notices have channel pages in this build; every notice's page asks. */
import { type Notice, notices } from '../notices.ts'
import { builtAt } from '../timed.ts'
import { circulating } from './told.ts'

let known: Promise<Set<Notice>> | undefined

export async function hasChannels(notice: Notice): Promise<boolean> {
  known ??= notices().then((all) => new Set(circulating(all, builtAt)))
  return (await known).has(notice)
}
