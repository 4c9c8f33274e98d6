/** The Markdown of an entry, read from its file when it is needed: Astro need not keep ten thousand texts for a few readers. */
import { readFileSync } from 'node:fs'

/** Without the front matter. */
export function bodyOf({ filePath }: { filePath?: string }): string {
  if (!filePath) return ''
  return readFileSync(filePath, 'utf8').replace(/^---\r?\n[\s\S]*?\r?\n---\r?\n/, '')
}

/** Without the signs of Markdown. */
export function wordsOf(entry: { filePath?: string }): string {
  return bodyOf(entry)
    .replace(/<[^>]*>/g, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s*(#{1,6}|>|[-*+]|\d+[.)])\s+/gm, '')
    .replace(/^[\s|:-]*$/gm, '')
    .replace(/[*_`|]/g, '')
    .replace(/\n{2,}/g, '\n')
    .trim()
}
