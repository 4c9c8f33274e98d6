/** A feed as JSON Feed 1.1 (jsonfeed.org). */
import { township } from '#forms/township.ts'
import { address, instant } from './address.ts'
import type { Feed, Item } from './feed.ts'

/** The whole document. */
export function jsonFeed({ title, subtitle, page, self, items }: Feed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    description: subtitle,
    home_page_url: address(page),
    feed_url: address(self),
    language: 'zh-CN',
    authors: [{ name: township.owner, url: address('/') }],
    items: items.map(written),
  })
}

function written({ title, href, published, updated, summary, author, tags }: Item) {
  return {
    id: address(href),
    url: address(href),
    title,
    content_text: summary,
    ...(published !== undefined && { date_published: instant(published) }),
    date_modified: instant(updated),
    authors: [{ name: author }],
    tags,
  }
}
