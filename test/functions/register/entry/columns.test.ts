import { describe, expect, it } from 'vitest'
import { columnsOf } from '#forms/list.ts'
import { returnee } from '#forms/returnee.ts'
import { layOut, rowsBy } from '#register/entry/columns.ts'
import { cellsOfPasted } from '#register/entry/table/delimited.ts'

const columns = columnsOf(returnee)
const read = (text: string) => {
  const { columns, body, passed } = layOut(cellsOfPasted(text, 1000), returnee)
  const unused = columns.filter(({ path }) => !path).map(({ head }) => head)
  return { rows: rowsBy(columns, body, returnee), unused, passed, columns }
}
const row = ['欧阳示例', '10000006789', '3', '湖北省', '武汉市', '11月20日', '火车', '无', '36.5', '2']

describe('what was copied from a spreadsheet', () => {
  it('is read in the printed order', () => {
    expect(read(`${row.join('\t')}\n${row.join('\t')}\n`).rows).toEqual(
      [1, 2].map(() => Object.fromEntries(columns.map(({ path }, index) => [path, row[index]]))),
    )
  })
  it('is read by its heads where it brings them, whatever their order, and says what it leaves', () => {
    const { rows, unused } = read('序号\t电话号码\t姓名\t民族\t手机号\n1\t\t欧阳示例\t示例族\t10000006789')
    expect(rows).toEqual([{ name: '欧阳示例', phone: '10000006789' }])
    expect(unused).toEqual(['民族'])
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
  it('keeps what stood beyond the last column as a note', () => {
    const { rows } = read(`${row.join('\t')}\n${row.join('\t')}\t\t见过医生`)
    expect(rows.map(({ note }) => note)).toEqual([undefined, '见过医生'])
  })
  it('is nothing where nothing was pasted', () => {
    expect(read(' \n\t\n').rows).toEqual([])
  })
  it('passes over a title, running numbers, blank lines and the sum', () => {
    const { rows, unused } = read(
      '青禾镇柳溪村返乡人员登记表（11月28日）\n序号\t姓名\t手机号\t到家日期\t从哪里回来（省）\t市\t怎么回来\n1\t示例甲\t10000005101\t2026-11-28\t广东\t深圳\t火车\n\n3\t示例丙\t10000005103\t2026/11/28\t上海\t\t飞机\n合计\t2人',
    )
    expect(rows).toEqual([
      {
        name: '示例甲',
        phone: '10000005101',
        arrival: '2026-11-28',
        'from.province': '广东',
        'from.city': '深圳',
        transport: '火车',
      },
      {
        name: '示例丙',
        phone: '10000005103',
        arrival: '2026/11/28',
        'from.province': '上海',
        'from.city': '',
        transport: '飞机',
      },
    ])
    expect(unused).toEqual([])
  })
  it.each([
    [
      '姓名\t联系电话\t返乡日期\t从何地返回\t交通工具\t是否有症状\t体温',
      'name phone arrival from transport symptoms temperature',
    ],
    [
      '人员姓名\t联系方式\t返回时间\t来源地\t出行方式\t健康状况\t今日体温',
      'name phone arrival from transport symptoms temperature',
    ],
    [
      '组别\t名字\t电话\t到达时间\t省份\t城市\t家庭成员',
      'home.group name phone arrival from.province from.city family',
    ],
  ])('knows the heads %j', (heads, paths) => {
    const words = heads.split('\t').map((_, index) => `格${index}`)
    const { rows, unused } = read(`${heads}\n${words.join('\t')}`)
    expect(unused).toEqual([])
    const taken = paths.split(' ').flatMap((path) => (path === 'from' ? ['from.province', 'from.city'] : [path]))
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual(taken.sort())
  })
  it.each([
    ['广东深圳', '广东', '深圳'],
    ['浙江省杭州市', '浙江', '杭州市'],
    ['重庆', '重庆', ''],
    ['北京市朝阳区', '北京', '朝阳区'],
    ['广西壮族自治区南宁市', '广西', '南宁市'],
    ['境外 示例国', '境外', '示例国'],
    ['示例市', '', '示例市'],
  ])('splits the place %s', (words, province, city) => {
    expect(read(`姓名\t出发地\n示例甲\t${words}`).rows[0]).toMatchObject({
      'from.province': province,
      'from.city': city,
    })
  })
  it.each([
    ['省\t从何地返回\t市', '广东\t湖南怀化\t深圳', '广东', '怀化'],
    ['省\t从何地返回', '\t湖南怀化', '湖南', '怀化'],
    ['从何地返回\t市', '湖南\t怀化', '湖南', '怀化'],
  ])('a blank says nothing against a word, and the first word holds: %j', (heads, cells, province, city) => {
    const { rows } = read(`姓名\t${heads}\n示例甲\t${cells}`)
    expect(rows[0]).toMatchObject({ 'from.province': province, 'from.city': city })
  })
  it('of two columns for one question takes the better head, keeps the other as a note, and yesterday as yesterday', () => {
    const { rows, columns } = read(
      '姓名\t紧急联系人手机号\t手机号\t昨日体温\t今日体温（复测体温）\t同行家人\n示例辛\t10000005109\t10000005108\t38.6\t36.5\t示例辛小一、示例辛小二',
    )
    expect(rows).toEqual([
      {
        ...{ name: '示例辛', phone: '10000005108', temperature: '36.5', family: '示例辛小一、示例辛小二' },
        ...{ 'earlier.temperature': '38.6', note: '紧急联系人手机号：10000005109' },
      },
    ])
    expect(columns.filter(({ by }) => by === 'second').map(({ head }) => head)).toEqual(['紧急联系人手机号'])
  })
  it('reads heads on two lines, passes over heads that come again and lines at the end, and keeps remarks', () => {
    const { rows, passed } = read(
      '返乡人员统计表\n姓名\t手机号\t从哪里回来\t\t备注\n\t\t省\t市\t\n甲\t10000005101\t广东\t深圳\t晚上到\n姓名\t手机号\t从哪里回来\t\t备注\n\t\t省\t市\t\n乙\t10000005102\t湖南\t怀化\t\n共2人\n填表人：示例丙\t审核人：示例丁',
    )
    expect(rows).toEqual([
      { name: '甲', phone: '10000005101', 'from.province': '广东', 'from.city': '深圳', note: '晚上到' },
      { name: '乙', phone: '10000005102', 'from.province': '湖南', 'from.city': '怀化' },
    ])
    expect(passed).toEqual(['共2人', '填表人：示例丙 审核人：示例丁'])
  })
})
