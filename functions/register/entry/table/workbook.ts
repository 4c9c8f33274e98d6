/** The first sheet of a workbook (.xlsx) that anybody sees and something stands on, as cells; pure. */
import type { Cells } from './delimited.ts'
import { dateStyles, readSheet, sharedWords } from './sheet.ts'
import { unzipped } from './unzip.ts'
import { type Handlers, type Patience, walk } from './xml.ts'

/** The cells, and how many other sheets have something on them; or why there are none. */
export type Workbook =
  | { cells: Cells; others: number; why?: never }
  | { cells?: never; why: 'large' | 'broken' | 'empty' | 'formulas' }

const wanted =
  /^\/?xl\/(?:workbook\.xml|styles\.xml|sharedStrings\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/i

// A thousand rows of twenty words have 300,000 where each says how it is pronounced; nobody else is served while they are read.
const MOST_PIECES = 400_000

/** Reads the bytes of an .xlsx, no more than `most` rows. */
export function readWorkbook(bytes: Uint8Array, most: number): Workbook {
  const { parts, why } = unzipped(bytes, (name) => wanted.test(name))
  if (!parts) return { why }
  const part = (name: string) => parts.get(name) ?? parts.get(`/${name}`) ?? ''
  const patience = { pieces: MOST_PIECES }
  const { paths, since1904 } = sheetsIn(part('xl/workbook.xml'), part('xl/_rels/workbook.xml.rels'), patience)
  const given = {
    words: sharedWords(part('xl/sharedStrings.xml'), patience),
    dates: dateStyles(part('xl/styles.xml'), patience),
    since1904,
    patience,
  }
  const sheets: ReturnType<typeof readSheet>[] = []
  for (const path of paths) {
    // Of the others only whether something stands on them.
    const sheet = readSheet(part(path), given, sheets.length > 0 ? 1 : most)
    if (sheet.cells.length > 0 || sheet.formulas > 0) sheets.push(sheet)
  }
  const [first, ...others] = sheets
  if (patience.pieces < 0) return { why: 'large' }
  if (!first) return { why: paths.some((path) => part(path)) ? 'empty' : 'broken' }
  if (first.formulas > 0) return { why: 'formulas' }
  return { cells: first.cells, others: others.length }
}

/** The paths of the sheets that are not hidden, in the order of their tabs, and from which day the workbook counts days. */
function sheetsIn(workbook: string, relations: string, patience: Patience): { paths: string[]; since1904: boolean } {
  const targets = new Map<string, string>()
  const related: Handlers = {
    begin: (name, { Id = '', Target = '' }) => {
      if (name === 'Relationship') targets.set(Id, Target.replace(/^(?:\/?xl\/|\.\/|\/)/, ''))
    },
  }
  walk(relations, related, patience)
  const paths = new Set<string>()
  let since1904 = false
  const sheets: Handlers = {
    begin: (name, { id = '', state = 'visible', date1904 = '' }) => {
      if (name === 'workbookPr') since1904 = /^(?:1|true)$/.test(date1904)
      if (name === 'sheet' && state === 'visible') paths.add(`xl/${targets.get(id) ?? ''}`)
    },
  }
  walk(workbook, sheets, patience)
  return { paths: [...paths], since1904 }
}
