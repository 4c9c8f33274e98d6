/** Files as the programs of others write them: a workbook of Excel or WPS, and text in the codes of China. */
import { strToU8, zipSync } from 'fflate'

/** A number is a number, `day` one that its style shows as a day; `xml` is put in as it stands. */
export type WorkbookCell = string | number | { day: number } | { xml: string }

const xml = '<?xml version="1.0" encoding="UTF-8"?>'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/** The bytes of a workbook with these sheets; words are shared, as Excel and WPS have it. */
export function workbookOf(...sheets: WorkbookCell[][][]): Uint8Array<ArrayBuffer> {
  const words: string[] = []
  const cell = (each: WorkbookCell, at: string) => {
    if (typeof each === 'number') return `<c r="${at}"><v>${each}</v></c>`
    if (typeof each === 'string')
      return each === '' ? `<c r="${at}"/>` : `<c r="${at}" t="s"><v>${words.push(each) - 1}</v></c>`
    return 'day' in each ? `<c r="${at}" s="1"><v>${each.day}</v></c>` : each.xml
  }
  const parts = sheets.map((rows) => {
    const lines = rows.map((row, y) => {
      const cells = row.map((each, x) => cell(each, `${String.fromCharCode(65 + x)}${y + 1}`))
      return `<row r="${y + 1}">${cells.join('')}</row>`
    })
    return `${xml}<worksheet xmlns="${main}"><sheetData>${lines.join('')}</sheetData></worksheet>`
  })
  const shared = words.map((each) => `<si><t>${escaped(each)}</t><rPh sb="0" eb="1"><t>pinyin</t></rPh></si>`).join('')
  return zipped({
    'xl/workbook.xml': `${xml}<workbook><sheets>${parts.map((_, index) => `<sheet name="${index}" sheetId="${index}" r:id="r${index}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${xml}<Relationships>${parts.map((_, index) => `<Relationship Id="r${index}" Target="worksheets/sheet${index}.xml"/>`).join('')}</Relationships>`,
    'xl/styles.xml': `${xml}<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy\\-m\\-d;@"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="176"/></cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `${xml}<sst>${shared}</sst>`,
    ...Object.fromEntries(parts.map((part, index) => [`xl/worksheets/sheet${index}.xml`, part])),
  })
}

export function zipped(parts: Record<string, string | Uint8Array>): Uint8Array<ArrayBuffer> {
  return zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]),
    ),
  ) as Uint8Array<ArrayBuffer>
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

/** Text as a spreadsheet saves it between commas. */
export function csvOf(rows: string[][]): string {
  const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  return rows.map((row) => row.map(quoted).join(',')).join('\r\n')
}

// No program of ours writes it, so it is looked up by how it is read.
const gbk = new Map<string, [number, number]>()

export function asGbk(text: string): Uint8Array<ArrayBuffer> {
  const decoder = new TextDecoder('gb18030')
  if (gbk.size === 0)
    for (let high = 0x81; high <= 0xfe; high++)
      for (let low = 0x40; low <= 0xfe; low++)
        if (low !== 0x7f) gbk.set(decoder.decode(new Uint8Array([high, low])), [high, low])
  return new Uint8Array([...text].flatMap((sign) => (sign < '\x80' ? [sign.charCodeAt(0)] : (gbk.get(sign) ?? [0x3f]))))
}
