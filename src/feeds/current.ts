/** The messages that hold now, as items of one feed: what warns, until it is over, and for a while what was taken back. */
import { township } from '#forms/township.ts'
import { notices } from '../content/notices.ts'
import { builtAt } from '../page/built.ts'
import { type Feed, type Item, newest } from './feed.ts'
import { cancellation, editions, isWarning, type Warned } from './warnings.ts'

/** The urgent notices that make a message. */
export async function warnings(): Promise<Warned[]> {
  return (await notices()).filter(isWarning)
}

/** The feed of `/notices/cap.xml`. */
export async function currentMessages(): Promise<Feed> {
  const mark = township.sample ? '示例：' : ''
  return {
    title: `${mark}${township.name}紧急通知`,
    subtitle: `${mark}现在有效的紧急通知，每条是一份 CAP 1.2 消息。`,
    page: '/notices/',
    self: '/notices/cap.xml',
    items: newest((await warnings()).flatMap(itemsOf), builtAt),
  }
}

function itemsOf(notice: Warned): Item[] {
  const { href, data, times } = notice
  const author = data.issuer
  const { sent } = editions(notice, builtAt).newest
  const told = {
    title: data.title,
    href: `${href}cap.xml`,
    published: times.published,
    updated: sent,
    until: times.end,
    summary: data.plain.join(''),
    author,
    tags: ['Alert'],
  }
  const back = cancellation(notice)
  if (!back) return [told]
  const { why: summary, expires: until } = back
  const title = `不再有效：${data.title}`
  return [
    told,
    {
      title,
      href: `${href}cap-cancel.xml`,
      published: back.sent,
      updated: back.sent,
      until,
      summary,
      author,
      tags: ['Cancel'],
    },
  ]
}
