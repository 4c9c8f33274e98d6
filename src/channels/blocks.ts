/** A notice's Markdown as plain blocks, for the channels that know no markup: paper, loudspeaker, SMS, WeChat. */
import { childrenOf, type Node, treeOf, wordsIn } from '../content/tree.ts'

/** A heading, a paragraph, or one item of a list; `number` is the item's place in a numbered list. */
export interface Block {
  kind: 'heading' | 'text' | 'item'
  text: string
  number?: number
}

/** The blocks of `markdown` in order. Pictures and rules are left out, of HTML the tags; a link keeps its words, a table row becomes a line. */
export function blocksOf(markdown: string): Block[] {
  return blocksIn(treeOf(markdown)).filter(({ text }) => text)
}

function blocksIn(node: Node): Block[] {
  switch (node.type) {
    case 'heading':
      return [{ kind: 'heading', text: lineOf(node) }]
    case 'list':
      return node.children.flatMap((item, index) => itemIn(item, node.ordered ? (node.start ?? 1) + index : undefined))
    case 'tableRow':
      return [{ kind: 'item', text: node.children.map(lineOf).filter(Boolean).join('，') }]
    case 'root':
    case 'blockquote':
    case 'table':
      return childrenOf(node).flatMap(blocksIn)
    default:
      return [{ kind: 'text', text: lineOf(node) }]
  }
}

// Its first paragraph is the item; what else it holds follows as it would elsewhere.
function itemIn(item: Node, number: number | undefined): Block[] {
  const [first, ...rest] = childrenOf(item)
  const text = first?.type === 'paragraph' ? lineOf(first) : ''
  const others = text ? rest : childrenOf(item)
  return [{ kind: 'item', text, ...(number !== undefined && { number }) }, ...others.flatMap(blocksIn)]
}

// Chinese lines join without a space, words of Latin letters with one.
function lineOf(node: Node): string {
  const lines = wordsIn(node, 'left out')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  return lines.reduce(
    (first, second) =>
      /[\x21-\x7e]$/.test(first) && /^[\x21-\x7e]/.test(second) ? `${first} ${second}` : first + second,
    '',
  )
}
