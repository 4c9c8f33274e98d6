import { describe, expect, it } from 'vitest'
import { columnsOf } from '#forms/list.ts'
import { returnee } from '#forms/returnee.ts'
import { readPasted } from '#register/entry/paste.ts'

const columns = columnsOf(returnee)
const read = (text: string) => readPasted(text, columns)
const row = ['欧阳示例', '10000006789', '3', '湖北省', '武汉市', '11月20日', '火车', '无', '36.5', '2']

describe('what was copied from a spreadsheet', () => {
  it('is read in the printed order', () => {
    expect(read(`${row.join('\t')}\n${row.join('\t')}\n`).rows).toEqual(
      [1, 2].map(() => Object.fromEntries(columns.map(({ path }, index) => [path, row[index]]))),
    )
  })
  it('is read by its heads where it brings them, whatever their order, and says what it leaves', () => {
    const { rows, unused, beyond } = read('序号\t电话号码\t姓名\t手机号\n1\t\t欧阳示例\t10000006789')
    expect(rows).toEqual([{ name: '欧阳示例', phone: '10000006789' }])
    expect([unused, beyond]).toEqual([['序号', '电话号码'], []])
  })
  it('loses a column of running numbers, and nothing else', () => {
    expect(read(`1\t${row.join('\t')}\n2\t${row.join('\t')}`).rows.map(({ name }) => name)).toEqual([
      '欧阳示例',
      '欧阳示例',
    ])
  })
  it('takes quoted cells, doubled quotes, line breaks in cells and blank lines', () => {
    expect(
      read('"欧阳\n示例"\t10000006789\n\n\t\n"""小""示例"\t"1000000\t4321"').rows.map(({ name, phone }) => [
        name,
        phone,
      ]),
    ).toEqual([
      ['欧阳 示例', '10000006789'],
      ['"小"示例', '1000000 4321'],
    ])
  })
  it('leaves a quote alone that no cell ends with', () => {
    expect(read('"欧阳"示例\t10000006789').rows[0]).toMatchObject({ name: '"欧阳"示例', phone: '10000006789' })
  })
  it('says what stood beyond the last column, and in which row', () => {
    expect(read(`${row.join('\t')}\n${row.join('\t')}\t\t见过医生`).beyond).toEqual([{ row: 1, words: '见过医生' }])
  })
  it('is nothing where nothing was pasted', () => {
    expect(read(' \n\t\n').rows).toEqual([])
  })
})
