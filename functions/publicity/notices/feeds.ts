/** Makes a feed or a message true at this minute: what is not published yet is left out, and a message is not there. */

interface JsonFeed {
  items: { date_published?: string }[]
}

/** Whether a content type is one that `feedAt` reads, by whatever name a server calls it. */
export function isFeed(type: string): boolean {
  return /^application\/(\w+\+)?(xml|json)\b/.test(type)
}

/** What a feed or message says at `now`, or nothing while a message is not sent yet. */
export function feedAt(text: string, now: number): string | undefined {
  if (text.startsWith('{')) return jsonFeedAt(text, now)
  return /<alert\b/.test(text) ? messageAt(text, now) : atomAt(text, now)
}

/** JSON Feed 1.1: an item waits for its `date_published`. */
function jsonFeedAt(text: string, now: number): string {
  const feed: JsonFeed = JSON.parse(text)
  const items = feed.items.filter(({ date_published: date }) => date === undefined || Date.parse(date) <= now)
  return JSON.stringify({ ...feed, items })
}

/** CAP 1.2: a message is there from its `<sent>` on, and stays, since it says itself when it expires. */
function messageAt(text: string, now: number): string | undefined {
  return instantIn(text, 'sent', Number.POSITIVE_INFINITY) <= now ? text : undefined
}

/** Atom: an entry waits for its `<published>` and goes at its `<?until?>`; the feed changed when its newest entry did. */
function atomAt(text: string, now: number): string {
  let changed = 0
  const left = text.replace(/<entry>.*?<\/entry>\n?/gs, (entry) => {
    const until = Number(/<\?until (\d+)\?>\n?/.exec(entry)?.[1] ?? Number.POSITIVE_INFINITY)
    if (instantIn(entry, 'published', 0) > now || until <= now) return ''
    changed = Math.max(changed, instantIn(entry, 'updated', 0))
    return entry.replace(/<\?until \d+\?>\n?/, '')
  })
  if (changed === 0) return left
  return left.replace(/<updated>[^<]*</, `<updated>${new Date(changed).toISOString()}<`)
}

function instantIn(text: string, element: string, otherwise: number): number {
  const written = new RegExp(`<${element}>([^<]*)<`).exec(text)?.[1]
  return written === undefined ? otherwise : Date.parse(written)
}
