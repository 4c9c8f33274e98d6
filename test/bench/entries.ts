/** Any number of invented notices, the same each time: five hours apart up to now, half of them with an end. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const subjects = [
  '体温监测',
  '返乡登记',
  '环境消杀',
  '物资保供',
  '口罩发放',
  '疫苗接种',
  '春耕生产',
  '集市管理',
  '红白事简办',
  '志愿服务',
]
const villages = ['liuxi', 'shiqiao', 'xinghua', 'dawan', 'songling', 'qingquan']
const levels = ['ordinary', 'ordinary', 'ordinary', 'important', 'important', 'urgent']
const sentences = [
  '请正在居家观察的人，每天上午、下午各量一次体温，下午4点前报。',
  '发热、咳嗽、气促、胸闷，先打卫生院0000-0000002，24小时有人接。',
  '买菜拿药打村里电话，志愿者送到门口，放下就走。',
  '**注意：**84消毒液只兑水，不和洁厕灵、酒精、醋一起用。',
  '人多的地方戴口罩，隔开一点，少说几句话。',
  '村里公共地方上午8点到10点消杀，衣物和粮食请提前收进屋。',
  '不会上网的人，打自己村的电话，村里帮您填。',
  '集市早上7点开，中午12点收，进出请走两个口。',
  '想打疫苗，先打村里电话约时间，免得排队。',
  '红事请往后推，白事请从简办，村里派人来帮忙。',
]
const FIVE_HOURS_MS = 5 * 3_600_000
const DAY_MS = 24 * 3_600_000

/** Writes `count` notices of 500 to 1,500 characters into `folder`. */
export function writeNotices(folder: string, count: number): void {
  mkdirSync(folder, { recursive: true })
  const random = randomFrom(20261122)
  const pick = <T>(list: T[]): T => list[Math.floor(random() * list.length)] as T
  const newest = Date.parse('2026-11-22T00:00:00Z')
  for (let number = 1; number <= count; number++) {
    const day = newest - (count - number) * FIVE_HOURS_MS
    const written = new Date(day).toISOString().slice(0, 10)
    const until = new Date(day + 14 * DAY_MS).toISOString().slice(0, 10)
    const head = [
      `title: 关于${pick(subjects)}的通知（第${number}号）`,
      'issuer: 青禾镇疫情防控指挥部',
      `writtenOn: ${written}`,
      `published: ${written}`,
      ...(number % 2 || number < count - 200 ? [`until: ${until}`] : []),
      `level: ${pick(levels)}`,
      ...(random() < 0.5 ? [`villages: [${pick(villages)}]`] : []),
      'plain:',
      `  - ${pick(sentences).replaceAll('*', '')}`,
    ]
    const target = 500 + random() * 1000
    let body = ''
    for (let part = 1; body.length < target; part++) {
      const lines = Array.from({ length: 3 }, () => pick(sentences))
      body += `\n## 第${part}件事\n\n${lines.slice(0, 2).join('')}\n\n- ${lines[2]}\n- ${pick(sentences)}\n`
    }
    const name = `n${String(number).padStart(5, '0')}.md`
    writeFileSync(join(folder, name), `---\n${head.join('\n')}\n---\n${body}`)
  }
}

/** One notice of that many characters. */
export function longNotice(characters: number): string {
  let body = ''
  for (let part = 1; body.length < characters; part++) {
    body += `\n## 第${part}件事\n\n${sentences.join('')}\n\n- ${sentences[part % sentences.length]}\n`
  }
  const head = [
    'title: 很长的一份通知',
    'issuer: 青禾镇疫情防控指挥部',
    'writtenOn: 2026-11-01',
    'published: 2026-11-01',
    'level: ordinary',
  ]
  return `---\n${head.join('\n')}\nplain:\n  - 这份通知很长，请慢慢看。\n---\n${body.slice(0, characters)}\n`
}

function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
