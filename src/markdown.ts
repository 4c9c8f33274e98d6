/** What Markdown leaves undone for Chinese public texts: bold beside Chinese punctuation, and phones that dial. */
import { cjkFriendlyExtension } from 'micromark-extension-cjk-friendly'

interface Node {
  type: string
  value?: string
  url?: string
  children?: Node[]
  data?: { hProperties: Record<string, string> }
}

/** CommonMark does not close `**注意：**请` after CJK punctuation; this extension does. */
export function cjkEmphasis(this: { data(): { micromarkExtensions?: unknown[] } }): void {
  const data = this.data()
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), cjkFriendlyExtension()]
}

export const phone = /(0\d{2,3}-\d{7,8}|(?<!\d)1(?:20|10|2345|2320|2356)(?!\d))/

/** Landlines, and the national short numbers 120, 110, 12345, 12320 and 12356, become links that dial them. */
export function dialled(): (tree: Node) => void {
  return linkPhones
}

function linkPhones(node: Node): void {
  if (node.type === 'link' || !node.children) return
  node.children = node.children.flatMap((child) => (child.type === 'text' ? linked(child.value ?? '') : [child]))
  for (const child of node.children) linkPhones(child)
}

function linked(text: string): Node[] {
  return text.split(phone).map((value, index) => {
    const words = { type: 'text', value }
    if (index % 2 === 0) return words
    const data = { hProperties: { class: 'number' } }
    return { type: 'link', url: `tel:${value.replace('-', '')}`, children: [words], data }
  })
}
