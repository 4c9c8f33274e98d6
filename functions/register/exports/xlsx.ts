/** A table as the smallest workbook that Excel, WPS and LibreOffice open: one sheet, words as words, days as days, never a formula; pure. */
import { strToU8, zipSync } from 'fflate'
import { serialOf } from '#forms/kinds/date.ts'
import { type Cell, isDay, type Table, writable } from './table.ts'

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

// Styles by number. "@" is the format for text: what is edited later stays text, too.
const [WORDS, NUMBER, BOLD, DAY] = [0, 1, 2, 3]
const styles = `<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="DengXian"/></font><font><b/><sz val="11"/><name val="DengXian"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="1" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

const parts: Record<string, string> = {
  '[Content_Types].xml': `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': styles,
}

/** The bytes of the workbook; the heads stay in sight while the rows are scrolled. */
export function xlsxOf(table: Table): Uint8Array<ArrayBuffer> {
  const { title, mark, heads } = table
  const rows = [[mark], heads, ...table.rows, [mark]].map((line, index) => rowOf(line, index + 1))
  const book = `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${sheetName(title)}" sheetId="1" r:id="rId1"/></sheets></workbook>`
  const sheet = `<worksheet xmlns="${main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths(table)}</cols><sheetData>${rows.join('')}</sheetData><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>`
  const files = Object.entries({ ...parts, 'xl/workbook.xml': book, 'xl/worksheets/sheet1.xml': sheet })
  return zipSync(Object.fromEntries(files.map(([name, xml]) => [name, strToU8(head + xml)]))) as Uint8Array<ArrayBuffer>
}

function rowOf(line: Cell[], row: number): string {
  return `<row r="${row}">${line.map((cell, column) => cellOf(cell, `${columnName(column)}${row}`, row === 2)).join('')}</row>`
}

// An inline string can be nothing but a string; an unknown count would be no number at all.
function cellOf(cell: Cell, at: string, bold: boolean): string {
  if (typeof cell === 'number' && Number.isFinite(cell)) return `<c r="${at}" s="${NUMBER}"><v>${cell}</v></c>`
  if (isDay(cell)) return `<c r="${at}" s="${DAY}"><v>${serialOf(cell.day)}</v></c>`
  const words = `<is><t xml:space="preserve">${escaped(String(cell))}</t></is>`
  return `<c r="${at}" s="${bold ? BOLD : WORDS}" t="inlineStr">${words}</c>`
}

// What a tab of a workbook may not hold, and how much.
function sheetName(title: string): string {
  return escaped(title.replace(/[[\]:*?/\\']/g, '').slice(0, 31)) || 'Sheet1'
}

// `_x000D_` is how a workbook writes a sign that XML cannot, so what only looks like it is written with its own underscore.
function escaped(text: string): string {
  return writable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
}

// Wide enough for most of what stands in a column, in half-width signs; the mark may run over its neighbours.
function widths({ heads, rows }: Table): string {
  return heads
    .map((head, column) => {
      const widest = Math.max(...[head, ...rows.slice(0, 200).map((row) => row[column] ?? '')].map(widthOf))
      const width = Math.min(40, Math.max(8, widest + 2))
      return `<col min="${column + 1}" max="${column + 1}" width="${width}" customWidth="1"/>`
    })
    .join('')
}

function widthOf(cell: Cell): number {
  const words = typeof cell === 'object' ? cell.day : String(cell)
  return [...words].reduce((sum, sign) => sum + (sign > '\u02ff' ? 2 : 1), 0)
}

/** 0 → A, 25 → Z, 26 → AA. */
function columnName(column: number): string {
  const before = column < 26 ? '' : columnName(Math.floor(column / 26) - 1)
  return before + String.fromCharCode(65 + (column % 26))
}
