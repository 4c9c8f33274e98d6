/** The Markdown of an entry, read from its file when it is needed: Astro need not keep ten thousand texts for a few readers. */
import { readFileSync } from 'node:fs'
import { childrenOf, type Node, treeOf, wordsIn } from './tree.ts'

/** Without the front matter. */
export function bodyOf({ filePath }: { filePath?: string }): string {
  if (!filePath) return ''
  return readFileSync(filePath, 'utf8').replace(/^---\r?\n[\s\S]*?\r?\n---\r?\n/, '')
}

/** Its words without the marks of Markdown, a line a paragraph, item or row of a table. */
export function wordsOf(entry: { filePath?: string }): string {
  return linesIn(treeOf(bodyOf(entry)))
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n')
}

function linesIn(node: Node): string[] {
  switch (node.type) {
    case 'root':
    case 'blockquote':
    case 'list':
    case 'listItem':
    case 'table':
      return childrenOf(node).flatMap(linesIn)
    case 'tableRow':
      return [node.children.map((cell) => wordsIn(cell, 'described')).join(' ')]
    default:
      return wordsIn(node, 'described').split('\n')
  }
}
