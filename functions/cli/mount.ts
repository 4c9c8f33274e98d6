/** Makes built files stand in a folder of another site, and lead to the phones where they led to the Worker; pure. */
import { type DefaultTreeAdapterTypes, parse } from 'parse5'

export interface Mount {
  /** The folder's path, with a slash at both ends. */
  base: string
  /** The server, `https://www.example.gov.cn`. */
  origin: string
  /** Whether a path from the site's own top, `/notices/`, is among the files. */
  has(path: string): boolean
}

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element

/** What stands from one sign of the page to another, and what stands there instead. */
interface Edit {
  from: number
  to: number
  text: string
}

const addressed = new Set(['href', 'src', 'action', 'formaction', 'poster', 'data', 'content'])

/**
 * The page with every address moved, and without what needs the Worker: forms, and words that only it would show.
 * Whatever is not moved stays as it was, sign for sign.
 */
export function mountHtml(html: string, mount: Mount): string {
  // What stands in <noscript> is markup for who has no scripts.
  const page = parse(html, { sourceCodeLocationInfo: true, scriptingEnabled: false })
  let [out, at] = ['', 0]
  for (const { from, to, text } of editsIn(page, html, mount)) {
    out += html.slice(at, from) + text
    at = to
  }
  return out + html.slice(at)
}

function* editsIn(node: Node, html: string, mount: Mount): Generator<Edit> {
  if (isElement(node)) {
    const place = node.sourceCodeLocation
    if (place && needsWorker(node)) return yield { from: place.startOffset, to: place.endOffset, text: '' }
    for (const [name, { startOffset: from, endOffset: to }] of Object.entries(place?.attrs ?? {}))
      if (addressed.has(name)) yield { from, to, text: movedAttribute(html.slice(from, to), mount) }
    const data = isLinkedData(node) && node.childNodes[0]?.sourceCodeLocation
    if (data) {
      const { startOffset: from, endOffset: to } = data
      yield { from, to, text: mountText(html.slice(from, to), mount) }
    }
  }
  const within = 'content' in node ? node.content : node
  if ('childNodes' in within) for (const child of within.childNodes) yield* editsIn(child, html, mount)
}

function isElement(node: Node): node is Element {
  return 'tagName' in node
}

function needsWorker({ tagName, attrs }: Element): boolean {
  const has = (wanted: string) => attrs.some(({ name }) => name === wanted)
  return tagName === 'form' || (has('hidden') && (has('data-when') || has('data-none')))
}

function isLinkedData({ tagName, attrs }: Element): boolean {
  return tagName === 'script' && attrs.some(({ name, value }) => name === 'type' && value === 'application/ld+json')
}

// Its value as it is written, `&amp;` and all, between the quotes that it has.
function movedAttribute(attribute: string, mount: Mount): string {
  return attribute.replace(
    /^([^=]*=\s*)(["']?)([\s\S]*)\2$/,
    (_, before, quote, value) => before + quote + moved(value, mount) + quote,
  )
}

/** A feed, a manifest or data with every address of the site moved: whole ones, and those from the site's top. */
export function mountText(text: string, mount: Mount): string {
  const own = (path: string) => /^\/(?!\/)/.test(path) && mount.has(path.replace(/[?#].*$/, ''))
  return text
    .replace(/\bhttps?:\/\/[^\s"'<>\\)]+/g, (value) => moved(value, mount))
    .replace(/(["'>])(\/[^\s"'<>\\]*)(?=["'<])/g, (whole, before, path) =>
      own(path) ? before + moved(path, mount) : whole,
    )
}

function moved(value: string, mount: Mount): string {
  const refresh = /^\d+;\s*url=/i.exec(value)?.[0]
  if (refresh) return refresh + moved(value.slice(refresh.length), mount)
  const { base, origin, has } = mount
  if (/^\/(?!\/)/.test(value)) return local(value, base)
  if (!value.startsWith(`${origin}/`)) return value
  // Other pages of the same server are none of ours.
  const path = value.slice(origin.length)
  return path.startsWith(base) || has(path.replace(/[?#].*$/, '')) ? origin + local(path, base) : value
}

function local(value: string, base: string): string {
  const path = value.startsWith(base) ? `/${value.slice(base.length)}` : value
  if (/^\/(my(\/check-in)?|forms\/[^/]+)\/?([?#]|$)/.test(path)) return `${base}register/`
  return /^\/(search|staff)\//.test(path) ? base : base + path.slice(1)
}
