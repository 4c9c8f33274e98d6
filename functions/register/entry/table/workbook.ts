/** The first sheet of a workbook (.xlsx) that anybody sees and something stands on, as cells; pure. */
import type { Cells } from './delimited.ts'
import { dateStyles, readSheet, sharedWords } from './sheet.ts'
import { unzipped } from './unzip.ts'
import { walk } from './xml.ts'

/** The cells, and how many other sheets have something on them; or why there are none. */
export type Workbook =
  | { cells: Cells; others: number; why?: never }
  | { cells?: never; why: 'large' | 'broken' | 'empty' | 'formulas' }

const wanted =
  /^\/?xl\/(?:workbook\.xml|styles\.xml|sharedStrings\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/i

/** Reads the bytes of an .xlsx. */
export function readWorkbook(bytes: Uint8Array): Workbook {
  const { parts, why } = unzipped(bytes, (name) => wanted.test(name))
  if (!parts) return { why }
  const part = (name: string) => parts.get(name) ?? parts.get(`/${name}`) ?? ''
  const { paths, since1904 } = sheetsIn(part('xl/workbook.xml'), part('xl/_rels/workbook.xml.rels'))
  const given = {
    words: sharedWords(part('xl/sharedStrings.xml')),
    dates: dateStyles(part('xl/styles.xml')),
    since1904,
  }
  const sheets = paths.map((path) => readSheet(part(path), given))
  const [first, ...others] = sheets.filter(({ cells, formulas }) => cells.length > 0 || formulas > 0)
  if (!first) return { why: paths.some((path) => part(path)) ? 'empty' : 'broken' }
  if (first.formulas > 0) return { why: 'formulas' }
  return { cells: first.cells, others: others.length }
}

/** The paths of the sheets that are not hidden, in the order of their tabs, and from which day the workbook counts days. */
function sheetsIn(workbook: string, relations: string): { paths: string[]; since1904: boolean } {
  const targets = new Map<string, string>()
  walk(relations, {
    begin: (name, { Id = '', Target = '' }) => {
      if (name === 'Relationship') targets.set(Id, Target.replace(/^(?:\/?xl\/|\.\/|\/)/, ''))
    },
  })
  const paths: string[] = []
  let since1904 = false
  walk(workbook, {
    begin: (name, { id = '', state = 'visible', date1904 = '' }) => {
      if (name === 'workbookPr') since1904 = /^(?:1|true)$/.test(date1904)
      if (name === 'sheet' && state === 'visible') paths.push(`xl/${targets.get(id) ?? ''}`)
    },
  })
  return { paths, since1904 }
}
