import { describe, expect, it } from 'vitest'
import { cellsOfFile } from '#register/entry/table/file.ts'
import { asGbk, csvOf, workbookOf, zipped } from '#test/support/workbook.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const rows = [
  ['姓名', '手机号', '说明'],
  ['示例甲', '10000005101', '说“好”，\n"放心"'],
]
const read = [rows[0], ['示例甲', '10000005101', '说“好”， "放心"']]

describe('a file of text', () => {
  it.each([
    ['UTF-8', utf8(csvOf(rows))],
    ['UTF-8 with its mark', utf8(`\ufeff${csvOf(rows)}`)],
    ['the code of China', asGbk(csvOf(rows))],
    [
      'UTF-16, tabs between',
      new Uint8Array(
        Uint16Array.from([...`\ufeff${csvOf(rows).replace(/,(?!\n)/g, '\t')}`].map((sign) => sign.charCodeAt(0)))
          .buffer,
      ),
    ],
    ['semicolons', utf8(csvOf(rows).replaceAll(',', ';'))],
  ])('in %s is read', (_, bytes) => {
    expect(cellsOfFile(bytes)).toEqual({ cells: read, others: 0 })
  })
})

describe('a workbook', () => {
  it('gives words, numbers as they were typed, and days by their style', () => {
    const { cells } = cellsOfFile(
      workbookOf([
        [{ xml: '<c r="A1" t="inlineStr"><is><t>表 &amp; 头</t></is></c>' }],
        [],
        [
          '示例甲',
          10000005101,
          { xml: '<c r="C3"><v>36.499999999999997</v></c>' },
          { day: 46354 },
          { day: 46354.75 },
          46354,
          '',
          1.0000005102e10,
        ],
        ['', '', ''],
        [{ xml: '<c r="C5" t="str"><f>1+1</f><v>二</v></c>' }, { xml: '<c r="D5" t="b"><v>1</v></c>' }],
      ]),
    )
    expect(cells).toEqual([
      ['表 & 头'],
      ['示例甲', '10000005101', '36.5', '2026-11-28', '2026-11-28', '46354', '', '10000005102'],
      ['', '', '二', '1'],
    ])
  })
  it('gives the first sheet on which something stands, and counts the others', () => {
    expect(cellsOfFile(workbookOf([[]], [['甲']], [['乙']]))).toEqual({ cells: [['甲']], others: 1 })
  })
  it('is read with other prefixes, comments and a list of its own entities, which nobody follows', () => {
    const sheet =
      '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x:worksheet xmlns:x="m"><!-- <c/> --><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>&b;<![CDATA[甲<乙]]></x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>'
    const bytes = zipped({
      'xl/workbook.xml':
        '<x:workbook><x:sheets><x:sheet state="hidden" r:id="h"/><x:sheet r:id="a"/></x:sheets></x:workbook>',
      'xl/_rels/workbook.xml.rels':
        "<Relationships><Relationship Id='a' Target='/xl/worksheets/one.xml'/></Relationships>",
      'xl/worksheets/one.xml': sheet,
    })
    expect(cellsOfFile(bytes)).toEqual({ cells: [['&b;甲<乙']], others: 0 })
  })
})

const container = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const utf16 = (text: string) => [...text].flatMap((sign) => [sign.charCodeAt(0), 0])

describe('what is no list', () => {
  it.each([
    ['an empty file', new Uint8Array(), 'empty'],
    ['blanks', utf8(' \r\n,,\r\n'), 'empty'],
    ['a workbook with nothing in it', workbookOf([[]]), 'empty'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]), 'strange'],
    ['a photograph', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46]), 'strange'],
    ['a PDF', utf8('%PDF-1.7 何'), 'strange'],
    ['a page', utf8('<html><table><tr><td>甲</td></tr></table>'), 'strange'],
    ['another zip', zipped({ 'word/document.xml': '<w/>' }), 'strange'],
    ['half a workbook', workbookOf([[...'示例甲'.repeat(50)]]).slice(0, 900), 'strange'],
    ['a workbook of before 2007', new Uint8Array([...container, ...utf16('Workbook')]), 'old'],
    ['one with a password', new Uint8Array([...container, 1, ...utf16('EncryptedPackage')]), 'locked'],
    ['formulas that nobody computed', workbookOf([[{ xml: '<c r="A1"><f>B1&amp;C1</f></c>' }]]), 'formulas'],
    ['too many rows', utf8('甲\n'.repeat(1001)), 'rows'],
    ['too many words', utf8(`${'甲'.repeat(400)},乙\n`.repeat(900)), 'large'],
    ['a bomb', zipped({ 'xl/worksheets/sheet0.xml': new Uint8Array(25 * 1024 * 1024) }), 'large'],
  ])('%s says so', (_, bytes, why) => {
    expect(cellsOfFile(bytes)).toEqual({ why })
  })
})

describe('a file that somebody made to keep the server busy', () => {
  const parts = {
    'xl/workbook.xml': '<workbook><sheets><sheet id="a"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="a" Target="worksheets/a.xml"/></Relationships>',
    'xl/worksheets/a.xml': '<row><c><v>1</v></c></row>',
  }
  const sheet = (xml: string) => zipped({ ...parts, 'xl/worksheets/a.xml': xml })
  const code = (format: string) =>
    `<styleSheet><numFmt numFmtId="200" formatCode="${format}"/><cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>`
  it.each<[string, Uint8Array<ArrayBuffer>, object]>([
    ['comments that never end', sheet('<!'.repeat(3_000_000)), { why: 'empty' }],
    ['words that never end', sheet('<![CDATA['.repeat(800_000)), { why: 'empty' }],
    [
      'a style that never ends',
      zipped({ ...parts, 'xl/styles.xml': code('['.repeat(3_000_000)) }),
      { cells: [['1']], others: 0 },
    ],
    [
      'one sheet named ten thousand times',
      zipped({
        ...parts,
        'xl/workbook.xml': `<workbook>${'<sheet id="a"/>'.repeat(10_000)}</workbook>`,
        'xl/worksheets/a.xml': '<row><c><v>1</v></c></row>'.repeat(900),
      }),
      { cells: Array(900).fill(['1']), others: 0 },
    ],
    ['rows without end', sheet('<row/>'.repeat(1_200_000)), { why: 'large' }],
    ['cells without end', sheet(`<row>${'<c><v>1</v></c>'.repeat(500_000)}</row>`), { why: 'large' }],
    ['lines without end', utf8('甲\n'.repeat(900_000)), { why: 'large' }],
  ])('%s is answered at once', { timeout: 2000 }, (_, bytes, answer) => {
    expect(cellsOfFile(bytes)).toEqual(answer)
  })
  it('gives no day that there is not', () => {
    const days = ['1e308', '2958466', '2958465', '-1'].map((day) => `<c s="0"><v>${day}</v></c>`).join('')
    const styles = '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>'
    const bytes = zipped({ ...parts, 'xl/styles.xml': styles, 'xl/worksheets/a.xml': `<row>${days}</row>` })
    expect(cellsOfFile(bytes).cells).toEqual([['1e+308', '2958466', '9999-12-31', '-1']])
  })
  it('gives words for entities that only JavaScript knows', () => {
    const bytes = sheet('<row><c t="inlineStr"><is><t>&constructor;&amp;</t></is></c></row>')
    expect(cellsOfFile(bytes).cells).toEqual([['&constructor;&']])
  })
  it('takes nothing away from a long and wide list', () => {
    const list = Array.from({ length: 1000 }, (_, row) => Array.from({ length: 20 }, (_, cell) => `${row} ${cell}`))
    expect(cellsOfFile(workbookOf(list))).toEqual({ cells: list, others: 0 })
  })
})
