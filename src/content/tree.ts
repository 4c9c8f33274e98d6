/** Markdown as the tree of which the build makes its pages, for whoever reads a text without its marks. */
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'
import { type MdastNode, markdownToMdast } from 'satteri'

export type Node = MdastNode

/** What the processor of the pages is told as well. */
export const features = { smartPunctuation: false }

/** The tree of `markdown`; its nodes say on which line they stand. */
export function treeOf(markdown: string): Node {
  return markdownToMdast(emphasised(markdown), { features })
}

/** CommonMark does not close `**注意：**请` after CJK punctuation (commonmark-spec issue 650); so the tags are written out. */
export function emphasised(text: string): string {
  return text.replace(/(?<![\\*`])\*\*(?![\s*])([^*`\n]+?)(?<![\s\\])\*\*(?!\*)/g, '<strong>$1</strong>')
}

/** The words of a node and of all that it holds; a link keeps its own, a picture has those that stand for it or none. */
export function wordsIn(node: Node, pictures: 'described' | 'left out'): string {
  if (node.type === 'break') return '\n'
  if (node.type === 'html') return textOf(parseFragment(node.value))
  if (node.type === 'image' || node.type === 'imageReference') return pictures === 'described' ? (node.alt ?? '') : ''
  if ('value' in node) return node.value
  return childrenOf(node)
    .map((child) => wordsIn(child, pictures))
    .join('')
}

/** What a node holds; nothing where it cannot hold anything. */
export function childrenOf(node: Node): Node[] {
  return 'children' in node ? node.children : []
}

/** The attributes of those names in a piece of HTML, and on which of its lines, from 1. */
export function attributesIn(html: string, names: string[]): { value: string; line: number }[] {
  const walk = (node: DefaultTreeAdapterTypes.Node): { value: string; line: number }[] => {
    const place = 'attrs' in node ? node.sourceCodeLocation?.attrs : undefined
    const own = 'attrs' in node ? node.attrs.filter(({ name }) => names.includes(name)) : []
    const within = 'childNodes' in node ? node.childNodes.flatMap(walk) : []
    return [...own.map(({ name, value }) => ({ value, line: place?.[name]?.startLine ?? 1 })), ...within]
  }
  return walk(parseFragment(html, { sourceCodeLocationInfo: true }))
}

function textOf(node: DefaultTreeAdapterTypes.Node): string {
  if ('value' in node) return node.value
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''
}
