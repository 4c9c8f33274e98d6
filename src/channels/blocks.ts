/** A notice's Markdown as plain blocks, for the channels that know no markup: paper, loudspeaker, SMS, WeChat. */

/** A heading, a paragraph, or one item of a list; `number` is the item's place in a numbered list. */
export interface Block {
  kind: 'heading' | 'text' | 'item'
  text: string
  number?: number
}

const item = /^\s*(?:[-*+]|(\d+)[.)])\s+(.*)$/

/** The blocks of `markdown` in order. Pictures, rules and HTML are left out; a link keeps its words, a table row becomes a line. */
export function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = []
  let open: Block | undefined
  const start = (block: Block) => {
    open = block
    blocks.push(block)
  }
  for (const line of markdown.replace(/<!--[\s\S]*?-->/g, '').split(/\r?\n/)) {
    const heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(line)
    const listed = item.exec(line)
    if (!line.trim() || /^\s*([-*_]\s*){3,}$|^\s*\|?[\s:|-]+\|[\s:|-]*$/.test(line)) open = undefined
    else if (heading?.[1]) {
      start({ kind: 'heading', text: heading[1] })
      open = undefined
    } else if (listed) {
      start({ kind: 'item', text: listed[2] ?? '', ...(listed[1] && { number: Number(listed[1]) }) })
    } else if (/^\s*\|/.test(line)) {
      start({ kind: 'item', text: line.split('|').map(trimmed).filter(Boolean).join('，') })
    } else if (open) open.text = joined(open.text, bare(line))
    else start({ kind: 'text', text: bare(line) })
  }
  return blocks.map((block) => ({ ...block, text: words(block.text) })).filter(({ text }) => text)
}

/** A line of Markdown without its marks: links keep their words, pictures go. */
function words(line: string): string {
  return line
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<(https?:[^>]*)>/g, '$1')
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .replace(/\*\*|__|`|\\(?=[*_#[\]])/g, '')
    .replace(/(?<![\p{L}\p{N}])[*_]|[*_](?![\p{L}\p{N}])/gu, '')
    .trim()
}

function bare(line: string): string {
  return line.replace(/^\s*>\s?/, '').trim()
}

function trimmed(text: string): string {
  return text.trim()
}

// Chinese lines join without a space, words of Latin letters with one.
function joined(first: string, second: string): string {
  return /[\x21-\x7e]$/.test(first) && /^[\x21-\x7e]/.test(second) ? `${first} ${second}` : first + second
}
