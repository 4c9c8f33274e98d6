/** A feed as Atom (RFC 4287). The Worker takes entries out one by one, so each stands between its own tags. */
import { township } from '#forms/township.ts'
import { address, instant } from './address.ts'
import { changed, type Feed, type Item } from './feed.ts'
import { document, xml } from './xml.ts'

/** The whole document; `type` is the media type of what its entries lead to. */
export function atom({ title, subtitle, page, self, items }: Feed, now: number, type = 'text/html'): string {
  const head = [
    xml('title', title),
    xml('subtitle', subtitle),
    xml('id', address(self)),
    xml('updated', instant(changed(items, now))),
    xml('author', [xml('name', township.owner), xml('uri', address('/'))]),
    xml('link', undefined, { rel: 'self', type: 'application/atom+xml', href: address(self) }),
    xml('link', undefined, { rel: 'alternate', type: 'text/html', href: address(page) }),
  ]
  const entries = items.map((item) => entry(item, type))
  return document(xml('feed', [...head, ...entries], { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': 'zh-CN' }))
}

function entry({ title, href, published, updated, until, summary, author, tags }: Item, type: string): string {
  return xml('entry', [
    // For the Worker alone, which takes it away: an end may follow from what is not published yet.
    until && Number.isFinite(until) ? `<?until ${until}?>` : '',
    xml('title', title),
    xml('id', address(href)),
    xml('link', undefined, { rel: 'alternate', type, href: address(href) }),
    published === undefined ? '' : xml('published', instant(published)),
    xml('updated', instant(updated)),
    xml('author', [xml('name', author)]),
    ...tags.map((term) => xml('category', undefined, { term })),
    xml('summary', summary),
  ])
}
