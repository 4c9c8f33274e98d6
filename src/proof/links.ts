/** Links inside the site: they lead to a page, a heading or a file that is there. */
import Slugger from 'github-slugger'
import { attributesIn, childrenOf, type Node, treeOf, wordsIn } from '../content/tree.ts'
import { type ContentEntry, fieldAt } from './entry.ts'
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

/** Links of an entry's Markdown that lead nowhere. */
export function deadLinks({ body, bodyLine, text }: ContentEntry, site: Site): Found[] {
  const tree = treeOf(body)
  return linksIn(tree).flatMap(({ to, line: inBody }) => {
    const what = dead(to, tree, site)
    const line = bodyLine + inBody - 1
    return what ? [{ line, field: fieldAt(text, line), what: `链接「${to}」${what}` }] : []
  })
}

/** A link or a picture, and on which line of the Markdown, from 1. */
interface Link {
  to: string
  line: number
}

function linksIn(node: Node): Link[] {
  const line = node.position?.start.line ?? 1
  if (node.type === 'html')
    return attributesIn(node.value, ['href', 'src']).map(({ value, line: inside }) => ({
      to: value,
      line: line + inside - 1,
    }))
  return [...('url' in node ? [{ to: node.url, line }] : []), ...childrenOf(node).flatMap(linksIn)]
}

function dead(link: string, tree: Node, site: Site): string | undefined {
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
  if (!anchor) return undefined
  const other = path ? site.bodyOf(path) : ''
  if (other === undefined || new Set(anchorsIn(path ? treeOf(other) : tree)).has(decoded(anchor))) return undefined
  return '那一页上没有这个小标题'
}

/** The anchors that a page has: those that are written out, and those that Astro gives to headings. */
function anchorsIn(tree: Node): string[] {
  const slugger = new Slugger()
  const walk = (node: Node): string[] => {
    if (node.type === 'html') return attributesIn(node.value, ['id']).map(({ value }) => value)
    const own = node.type === 'heading' ? [slugger.slug(wordsIn(node, 'left out'))] : []
    return [...own, ...childrenOf(node).flatMap(walk)]
  }
  return walk(tree)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
