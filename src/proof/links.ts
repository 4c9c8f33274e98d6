/** Links inside the site: they lead to a page, a heading or a file that is there. */
import { type ContentEntry, fieldAt, linesIn } from './entry.ts'
import type { Found } from './mistake.ts'
import { near } from './near.ts'

/** What a link may lead to. */
export interface Site {
  /** Where the site is, `https://…`; links that begin so are links inside. */
  url: string
  isPage(path: string): boolean
  isFile(path: string): boolean
  /** The Markdown of an entry's page. */
  bodyOf(path: string): string | undefined
  /** For suggestions. */
  pages: string[]
}

const patterns = [
  /\]\(\s*<?([^)\s>]+)>?(?:\s+["'][^)]*)?\)/g,
  /^\s{0,3}\[[^\]]+\]:\s*<?(\S+?)>?(?:\s|$)/gm,
  /\b(?:href|src)=["']([^"']+)["']/g,
]

/** Links of an entry's Markdown that lead nowhere. */
export function deadLinks({ body, text }: ContentEntry, site: Site): Found[] {
  const start = text.length - body.length
  // What stands in code is shown and not followed.
  const plain = body.replace(/```[\s\S]*?```|`[^`\n]*`/g, (code) => code.replace(/[^\n]/g, ' '))
  return patterns
    .flatMap((pattern) => [...plain.matchAll(pattern)])
    .flatMap(({ 0: whole, 1: link = '', index }) => {
      const what = dead(link, body, site)
      const line = linesIn(text.slice(0, start + index + whole.length - whole.trimStart().length)) + 1
      return what ? [{ line, field: fieldAt(text, line), what: `链接「${link}」${what}` }] : []
    })
}

function dead(link: string, body: string, site: Site): string | undefined {
  const inside = link.startsWith(`${site.url}/`) ? link.slice(site.url.length) : link
  if (/^(?:tel|mailto|sms):/i.test(inside)) return undefined
  if (/^[a-z][a-z\d+.-]*:/i.test(inside))
    return /^https?:\/\/[^/]/i.test(inside) ? undefined : '的开头不对，要以 http:// 或 https:// 开头'
  if (!/^[/#]/.test(inside)) return '要从 / 写起，比如 /notices/'
  const [address = '', anchor] = inside.split('#')
  const path = decoded(address.split('?')[0] ?? '')
  if (path && site.isFile(path)) return undefined
  if (path && !site.isPage(path)) {
    const meant = near(path, site.pages)
    return `没有这一页${meant ? `，是不是想写 ${meant}？` : ''}`
  }
  const target = path ? site.bodyOf(path) : body
  if (!anchor || target === undefined || anchors(target).has(decoded(anchor))) return undefined
  return '那一页上没有这个小标题'
}

/** The anchors that Astro gives to headings. */
function anchors(body: string): Set<string> {
  const found = new Set([...body.matchAll(/\bid=["']([^"']+)["']/g)].map(([, id = '']) => id))
  for (const [, heading = ''] of body.matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)) {
    const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[*`]/g, '')
    const slug = plain
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
      .replaceAll(' ', '-')
    let unique = slug
    for (let times = 1; found.has(unique); times++) unique = `${slug}-${times}`
    found.add(unique)
  }
  return found
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
