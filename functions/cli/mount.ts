/** Makes built files stand in a folder of another site, and lead to the phones where they led to the Worker; pure. */

export interface Mount {
  /** The folder's path, with a slash at both ends. */
  base: string
  /** The server, `https://www.example.gov.cn`. */
  origin: string
  /** Whether a path from the site's own top, `/notices/`, is among the files. */
  has(path: string): boolean
}

// A comment, a whole script or style, or a tag whose attributes may hold any sign between their quotes.
const piece =
  /<!--[\s\S]*?-->|<(script|style)\b[^>]*>[\s\S]*?<\/\1\s*>|<(\/?)([a-z][^\s/>]*)((?:\s+[^\s=>"']+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]*))?)*)\s*\/?>/gi
const attribute = /(\s)([^\s=>"']+)(\s*=\s*)("[^"]*"|'[^']*')/g
const addressed = /^(href|src|action|formaction|poster|data|content)$/i

/** The page with every address moved, and without what needs the Worker: forms, and words that only it would show. */
export function mountHtml(html: string, mount: Mount): string {
  let [out, at, left, depth] = ['', 0, '', 0]
  for (const match of html.matchAll(piece)) {
    const [whole, raw, closing, name = '', attributes = ''] = match
    if (!left) out += html.slice(at, match.index)
    at = match.index + whole.length
    if (left) {
      if (name === left) depth += closing ? -1 : 1
      if (depth === 0) left = ''
    } else if (!closing && needsWorker(name, attributes)) [left, depth] = [name, 1]
    else if (raw || whole.startsWith('<!--'))
      out += /\btype="application\/ld\+json"/.test(whole) ? mountText(whole, mount) : whole
    else
      out += whole.replace(attribute, (same, space, name, equals, value) =>
        addressed.test(name) ? space + name + equals + value[0] + moved(value.slice(1, -1), mount) + value[0] : same,
      )
  }
  return out + html.slice(at)
}

function needsWorker(name: string, attributes: string): boolean {
  const names = attributes.replace(/"[^"]*"|'[^']*'/g, '')
  return name === 'form' || (/\shidden\b/.test(names) && /\sdata-(when|none)\b/.test(names))
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
