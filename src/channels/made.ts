/** Which notices have channel pages in this build. */
import { type Notice, notices } from '../content/notices.ts'
import { builtAt } from '../page/built.ts'
import { circulating } from './announcement.ts'

let known: Promise<Set<Notice>> | undefined

/** Every notice's page asks, so the answer is kept. */
export async function hasChannels(notice: Notice): Promise<boolean> {
  known ??= made()
  return (await known).has(notice)
}

/** `getStaticPaths` of each channel. */
export async function channelPaths() {
  return [...(await made())].map((notice) => ({ params: { slug: notice.slug }, props: { notice } }))
}

async function made(): Promise<Set<Notice>> {
  return new Set(circulating(await notices(), builtAt))
}
