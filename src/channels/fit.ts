/** How large a notice can stand on one A4 sheet: type sizes from the amount of text, and where a long text is cut. */
import { type Block, blocksOf } from './blocks.ts'

interface Written {
  title: string
  plain: string[]
  /** Markdown. */
  body: string
}

export interface Fit {
  /** Tenths of a millimetre on A4; A3 is the same sheet, larger. */
  title: number
  plain: number
  body: number
  columns: 1 | 2
  blocks: Block[]
  /** Not all of the text is on the sheet. */
  cut: boolean
}

/** What src/styles/sheet.css leaves: the width between the frame's lines, and the height for title, plain words and text. */
const width = 1720
const height = 1870
const gutter = 80

const sizes = {
  title: [170, 150, 130, 114, 100, 90],
  plain: [120, 100, 90, 80, 72, 65, 60, 55, 50],
  // 36 is 10.2 pt, the least that is read on a wall without stooping.
  body: [65, 60, 55, 50, 46, 42, 39, 36],
}
// A text that is cut anyway stands a little larger than the least.
const whenCut = { title: 90, plain: 50, body: 39 }

/** The largest type with which the whole text fits, the plain words larger than the text; or the text cut at a paragraph. */
export function fitted({ title: heading, plain: sentences, body: markdown }: Written): Fit {
  const blocks = blocksOf(markdown)
  const room = (title: number, plain: number) =>
    height - rows(heading, title, width, 1.3) - sentencesHeight(sentences, plain)
  const largest = sizes.title.find((size) => lines(heading, size, width) <= (size > 130 ? 1 : 2)) ?? 90
  const heads = sizes.title
    .filter((title) => title <= largest)
    .flatMap((title) => sizes.plain.map((plain) => ({ title, plain, left: room(title, plain) })))
    .filter(({ title, plain }) => plain <= title * 0.9)
  const texts = sizes.body.flatMap((body) =>
    ([1, 2] as const).map((columns) => ({ body, columns, height: bodyHeight(blocks, body, columns) })),
  )
  let best: Omit<Fit, 'blocks' | 'cut'> | undefined
  for (const { title, plain, left } of heads) {
    for (const { body, columns, height } of texts) {
      const fits = plain >= body * 1.2 && height <= left
      if (fits && (!best || worth({ title, plain, body }) > worth(best))) best = { title, plain, body, columns }
    }
  }
  if (best) return { ...best, blocks, cut: false }
  const left = room(whenCut.title, whenCut.plain) - 2 * whenCut.body
  return { ...whenCut, columns: 2, blocks: keptOf(blocks, left), cut: true }
}

// The text is small already and gains most; title and plain words are read from afar at any of their sizes.
function worth({ title, plain, body }: Pick<Fit, 'title' | 'plain' | 'body'>): number {
  return title + 2 * plain + 12 * body
}

// Whole paragraphs while there is room, of a very long one whole sentences; a heading with nothing under it goes too.
function keptOf(blocks: Block[], room: number): Block[] {
  const pieces = blocks.flatMap((block) =>
    (block.text.length > 120 ? block.text.split(/(?<=[。！？；])/) : [block.text]).map((text) => ({ block, text })),
  )
  const upTo = (count: number) => {
    const texts = new Map<Block, string>()
    for (const { block, text } of pieces.slice(0, count)) texts.set(block, (texts.get(block) ?? '') + text)
    return [...texts].map(([block, text]) => ({ ...block, text }))
  }
  let count = pieces.length
  while (count > 0 && (bodyHeight(upTo(count), whenCut.body, 2) > room || pieces[count - 1]?.block.kind === 'heading'))
    count -= 1
  return upTo(count)
}

function sentencesHeight(plain: string[], size: number): number {
  return plain.reduce((sum, text) => sum + rows(text, size, width - 96, 1.5) + size * 0.3, 80)
}

function bodyHeight(blocks: Block[], size: number, columns: 1 | 2): number {
  const column = columns === 1 ? width : (width - gutter) / 2
  const each = blocks.map(({ kind, text }) => {
    if (kind === 'heading') return rows(text, size * 1.1, column, 1.4) + size * 0.75
    return rows(text, size, column - (kind === 'item' ? size * 1.5 : 0), 1.5) + size * 0.3
  })
  const sum = each.reduce((total, one) => total + one, 0)
  // Columns are never quite even: a block does not break where it likes.
  return columns === 1 ? sum : sum / 2 + Math.max(0, ...each) / 6 + size
}

function rows(text: string, size: number, room: number, leading: number): number {
  return lines(text, size, room) * size * leading
}

// Chinese signs are one em wide, figures and Latin letters a little more than half; a line may lose its last sign to a mark.
function lines(text: string, size: number, room: number): number {
  const ems = text.length - 0.4 * (text.match(/[\x20-\x7e]/g)?.length ?? 0)
  const fits = room / size
  return ems <= fits ? 1 : Math.ceil(ems / (fits - 0.7))
}
