/** A feed before it is written in any format, and which items it holds. */

/** When something is in a feed, UTC milliseconds. */
export interface Dated {
  /** Of what has a moment of publication: before it the Worker leaves the item out. */
  published?: number
  updated: number
  /** From then on the Worker leaves the item out. */
  until?: number
}

export interface Item extends Dated {
  title: string
  /** A path of this site: the page, or the message itself. */
  href: string
  summary: string
  author: string
  tags: string[]
}

export interface Feed {
  title: string
  subtitle: string
  /** The path of the page that shows the same. */
  page: string
  /** The path of the feed itself. */
  self: string
  items: Item[]
}

const MOST = 30

/** The newest thirty, and the next thirty that wait for their minute, so that a feed never grows with the years. */
export function newest<T extends Dated>(items: T[], now: number): T[] {
  const byDate = items
    .filter(({ until = now + 1 }) => until > now)
    .sort((a, b) => (b.published ?? b.updated) - (a.published ?? a.updated))
  const waiting = byDate.filter(({ published = now }) => published > now)
  return [...waiting.slice(-MOST), ...byDate.slice(waiting.length, waiting.length + MOST)]
}

/** When a feed last changed at `now`; an empty one says now. */
export function changed(items: Item[], now: number): number {
  const past = items.map(({ updated }) => updated).filter((updated) => updated <= now)
  return past.length > 0 ? Math.max(...past) : now
}
