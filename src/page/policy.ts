/** The hashes of the scripts and style sheets that a page may use (Content-Security-Policy): our own that stand in it, nothing else. */
import { createHash } from 'node:crypto'
import { scripts } from './scripts.ts'

const fixed = [
  "default-src 'none'",
  "img-src 'self' data:",
  "media-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "worker-src 'self'",
].join(';')

const ours = Object.values(scripts).map((text) => ({ tag: `<script>${text}</script>`, name: hashOf(text) }))
const sheets = new Map<string, string>()

/** The policy of a page, for its header or its head. A script that somebody else brought into the page is not in it. */
export function policyOf(html: string): string {
  const run = ours.filter(({ tag }) => html.includes(tag)).map(({ name }) => name)
  // What somebody typed is shown in the body.
  const head = html.slice(0, html.indexOf('</head>'))
  const worn = [...head.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, text = '']) => sheetNamed(text))
  return `${fixed};script-src ${["'self'", ...run].join(' ')};style-src ${["'self'", ...worn].join(' ')}`
}

// The same sheet stands in every page of a kind.
function sheetNamed(text: string): string {
  const name = sheets.get(text) ?? hashOf(text)
  sheets.set(text, name)
  return name
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}
