/** What every channel is derived from: one notice, with its place, its phone and its address. */
import { township } from '#forms/township.ts'
import { standingAt } from '#publicity/notices/standing.ts'
import { bodyOf } from '../content/body.ts'
import type { Notice } from '../content/notices.ts'
import { address } from '../feeds/address.ts'
import { end } from '../words/moments.ts'

export interface Announcement {
  title: string
  issuer: string
  docNo?: string | undefined
  /** 大白话, one to three sentences. */
  plain: string[]
  /** Markdown. */
  body: string
  /** Whom it speaks to: the villages by name, or the township. */
  place: string
  /** Whom to call who does not understand it. */
  contact: { name: string; phone: string }
  /** The last day (or minute) in force, in words; empty where nothing ends it. */
  until: string
  /** The notice's own page, with the site's address. */
  url: string
  channels: Notice['data']['channels']
}

export function announcementOf({ data, entry, times, href }: Notice): Announcement {
  const villages = data.villages.flatMap((slug) => township.villages[slug] ?? [])
  return {
    ...data,
    body: bodyOf(entry),
    place: villages.map(({ name }) => name).join('、') || township.name,
    contact: villages[0] ?? township.contacts.commandPost,
    until: times.end === Number.POSITIVE_INFINITY ? '' : end(times.end, 0),
    url: address(href),
  }
}

/** No more notices than this have sheets and scripts: ten thousand must not become fifty thousand files. */
const most = 100

/** Whether `notice` may still be read out, printed and forwarded at `now`: it is not over. */
export function inCirculation({ times }: Pick<Notice, 'times'>, now: number): boolean {
  return ['unpublished', 'upcoming', 'effective'].includes(standingAt(times, now))
}

/** Of `notices`, newest first, those that have channel pages. */
export function circulating<N extends Pick<Notice, 'times'>>(notices: N[], now: number): N[] {
  return notices.filter((notice) => inCirculation(notice, now)).slice(0, most)
}
