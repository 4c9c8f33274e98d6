/** A notice as a text to paste into a WeChat group: nothing but lines, short enough to be read there. */
import { township } from '#forms/township.ts'
import type { Announcement } from './announcement.ts'
import { type Block, blocksOf } from './blocks.ts'

// Beyond this a group reads no further; the address leads to the rest.
const room = 260

/** The text of `notice`, or the editor's own, always with the address, the phone and the mark of a sample. */
export function wechat(notice: Announcement): string {
  const { channels, contact, until, url, issuer } = notice
  return [
    channels.wechat ?? derived(notice),
    '',
    ...(until ? [`有效到：${until}`] : []),
    `问一问：${contact.name} ${contact.phone}`,
    `全文：${url}`,
    issuer,
    ...(township.sample ? [`（示例：${township.name}是虚构的，电话也打不通）`] : []),
  ].join('\n')
}

function derived({ title, plain, body, place }: Announcement): string {
  return [`【${title}】`, `${place}的乡亲们：`, ...plain.map((text) => `· ${text}`), ...essentials(body)].join('\n')
}

/** From the top, whole parts of the text while there is room: a heading never stands without what it heads. */
function essentials(markdown: string): string[] {
  const lines: string[] = []
  let left = room
  for (const part of partsOf(blocksOf(markdown))) {
    const written = part.map(lineOf)
    left -= written.join('').length
    if (left < 0) break
    lines.push('', ...written)
  }
  return lines
}

function lineOf({ kind, text, number }: Block): string {
  if (kind === 'heading') return `▍${text}`
  if (kind === 'text') return text
  return number === undefined ? `· ${text}` : `${number}. ${text}`
}

/** The blocks in groups that begin at headings. */
function partsOf(blocks: Block[]): Block[][] {
  const parts: Block[][] = []
  for (const block of blocks) {
    const last = parts.at(-1)
    if (last && block.kind !== 'heading') last.push(block)
    else parts.push([block])
  }
  return parts
}
