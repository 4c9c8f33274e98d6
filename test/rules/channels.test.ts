/** One text through every channel: what is read out, sent, pasted, printed large, and what an editor is told. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Announcement, circulating, inCirculation } from '#src/channels/announcement.ts'
import { blocksOf } from '#src/channels/blocks.ts'
import { broadcast, minutes } from '#src/channels/broadcast.ts'
import { fitted } from '#src/channels/fit.ts'
import { lintNotice } from '#src/channels/lint.ts'
import { slogan } from '#src/channels/slogan.ts'
import { partsOf, sms } from '#src/channels/sms.ts'
import { wechat } from '#src/channels/wechat.ts'
import { channelTexts } from '#src/words/channels.ts'
import { sources } from '../support/sources.ts'

const body = `从11月24日起，进镇请走[三个卡点](https://a.example/map)。

## 卡点在哪

- 石桥路口：**从县城**来，走这里
- 大湾渡口

## 到了怎么做

1. 停车，不用下车。
2. 量2次体温，隔5分钟。

## 电话

- 青禾镇卫生院：0000-0000002，24小时有人接。

## 还有

有难处打0000-0000001，网址 https://a.example/x 。
`
const notice: Announcement = {
  title: '进镇请走三个卡点',
  issuer: '青禾镇疫情防控指挥部',
  docNo: '青疫指〔2026〕11号',
  plain: ['进镇请走三个卡点，停车量个体温、登记一下，几分钟就好。', '急着看病，打120。'],
  body,
  place: '柳溪村',
  contact: { name: '柳溪村', phone: '0000-0000011' },
  until: '2026年12月31日',
  url: 'http://localhost:8787/notices/checkpoints/',
  channels: {},
}

describe('Markdown', () => {
  it('becomes headings, paragraphs and items without marks', () => {
    const text =
      '第一行\n接着说**要紧**的。\n\n> 引用\n\n| 村 | 时间 |\n|---|---|\n| 柳溪 | 8点 |\n\n![图](a.png)\n\n3. 三\n   续'
    expect(blocksOf(text)).toEqual([
      { kind: 'text', text: '第一行接着说要紧的。' },
      { kind: 'text', text: '引用' },
      { kind: 'item', text: '村，时间' },
      { kind: 'item', text: '柳溪，8点' },
      { kind: 'item', number: 3, text: '三续' },
    ])
  })
  it('reads what only a tree can tell: underlined headings, lists in lists, code, words with marks in them', () => {
    const text =
      '小标题\n---\n\n1. 一\n   - 内`a*b`\n\n   又一段\n1. 二\n\n```\n# 不是标题\n```\n\n<p>带标签的</p>\n\n3\\*4 与 [柳溪][v]\n\n[v]: /villages/liuxi/'
    expect(blocksOf(text)).toEqual([
      { kind: 'heading', text: '小标题' },
      { kind: 'item', number: 1, text: '一' },
      { kind: 'item', text: '内a*b' },
      { kind: 'text', text: '又一段' },
      { kind: 'item', number: 2, text: '二' },
      { kind: 'text', text: '# 不是标题' },
      { kind: 'text', text: '带标签的' },
      { kind: 'text', text: '3*4 与 柳溪' },
    ])
  })
})

describe('the loudspeaker', () => {
  const { lines, seconds } = broadcast(notice)
  const script = lines.join('\n')

  it('greets, says whose notice it is, and says the key line twice', () => {
    expect(lines.slice(0, 3)).toEqual([
      '柳溪村的乡亲们，请听一条通知。',
      '进镇请走三个卡点。',
      '这是青禾镇疫情防控指挥部的通知。',
    ])
    expect(script.split('停车量个体温、登记一下，几分钟就好。')).toHaveLength(3)
  })
  it('counts the parts and the steps, and reads lists as sentences', () => {
    expect(lines).toContain('第一，卡点在哪。')
    expect(lines).toContain('第二，到了怎么做。')
    expect(lines).toContain('第二步，量两次体温，隔五分钟。')
    expect(lines).toContain('大湾渡口。')
  })
  it('says each phone twice at the end, and leaves out a heading that has nothing else', () => {
    for (const [name, said] of [
      ['柳溪村', '零零零零，零零零零零幺幺'],
      ['急救', '幺二零'],
      ['青禾镇卫生院', '零零零零，零零零零零零二'],
    ]) {
      expect(lines.indexOf(`再念一遍，${said}。`)).toBe(lines.indexOf(`${name}电话，${said}。`) + 1)
    }
    expect(script).not.toContain('，电话。')
  })
  it('holds no figure, no address, no number of a document, and no line that is out of breath', () => {
    expect(script).not.toMatch(/\d|http|example|〔|\*|\[/)
    expect(lines.filter((line) => line.length > 48)).toEqual([])
  })
  it('says until when it holds, and how long it takes at 220 signs a minute', () => {
    expect(lines).toContain('这条通知有效到十二月三十一日。')
    const signs = script.replace(/[^\p{L}\p{N}]/gu, '').length
    expect(seconds).toBe(Math.ceil((signs / 220) * 60))
    expect([minutes(75), minutes(60), minutes(9)]).toEqual(['1 分 15 秒', '1 分', '9 秒'])
  })
  it("reads the editor's own words, with numbers said", () => {
    expect(broadcast({ ...notice, channels: { broadcast: '明天8点停水。\n谢谢。' } }).lines).toEqual([
      '明天八点停水。',
      '谢谢。',
    ])
  })
})

describe('an SMS', () => {
  it('is one part with signature, key line and phone', () => {
    const { text, parts } = sms(notice)
    expect(text).toMatch(/^【青禾镇】.*几分钟就好。.*120。电话0000-0000011$/)
    expect(text.length).toBeLessThanOrEqual(70)
    expect(parts).toEqual([text])
  })
  it('leaves whole sentences out, never the key line', () => {
    const key = '从镇外回来住的人，请在到家前或者到家当天登记。'
    const { text } = sms({ ...notice, title: '返乡人员请登记并居家观察十四天', plain: [key, `${'说'.repeat(59)}。`] })
    expect(text).toContain(key)
    expect(text).not.toContain('说')
    expect(text).toContain('电话0000-0000011')
  })
  it('says in how many parts it goes where the key line is too long', () => {
    const { text, parts } = sms({ ...notice, plain: ['字'.repeat(60)] })
    expect(parts.length).toBe(2)
    expect(parts.join('')).toBe(text)
  })
  it('is never cut within a number', () => {
    for (let before = 55; before < 70; before++) {
      const text = `${'字'.repeat(before)}0000-0000011${'尾'.repeat(40)}`
      const parts = partsOf(text)
      expect(parts.join('')).toBe(text)
      expect(parts.every((part) => part.length <= 67)).toBe(true)
      expect(parts.filter((part) => part.includes('0000-0000011'))).toHaveLength(1)
    }
  })
})

it('a slogan is one line of at most twenty signs', () => {
  expect(slogan(notice)).toBe('进镇请走三个卡点')
  expect(slogan({ ...notice, plain: ['勤洗手，常通风。'] })).toBe('勤洗手，常通风')
  expect(slogan({ ...notice, channels: { slogan: '进镇停一停' } })).toBe('进镇停一停')
})

it('a text for WeChat has the plain words, the essentials, the address, the phone and the mark of a sample', () => {
  const text = wechat(notice)
  for (const part of [notice.title, ...notice.plain, '▍卡点在哪', '2. 量2次体温', notice.url, '0000-0000011', '示例'])
    expect(text).toContain(part)
  expect(text).not.toMatch(/\*\*|\]\(/)
  expect(wechat({ ...notice, channels: { wechat: '各位乡亲' } })).toMatch(/^各位乡亲\n/)
})

it('each text that is sent has a name of its own, words without marks, and what it is good for', () => {
  expect(new Set(channelTexts.map(({ name }) => name)).size).toBe(channelTexts.length)
  for (const { name, write, use } of channelTexts) {
    expect(write(notice), name).toMatch(/卡点/)
    expect(write(notice), name).not.toMatch(/\*\*|\]\(|undefined/)
    expect(use(write(notice)), name).toMatch(/\p{Script=Han}/u)
  }
})

it('a poster chooses larger type for less text, and cuts at the end of a sentence', () => {
  const of = (signs: number) => fitted({ ...notice, body: '请在家等一等。'.repeat(signs / 7) })
  const sizes = [100, 300, 1000].map((signs) => of(signs).body)
  expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
  expect([of(300).cut, of(1000).cut, of(3000).cut]).toEqual([false, false, true])
  expect(of(3000).blocks.at(-1)?.text).toMatch(/。$/)
  expect(of(3000).body).toBeGreaterThanOrEqual(36)
})

describe('circulation', () => {
  const times = { published: 10, from: 20, end: 30, ending: 'expired' as const }
  it('ends with the notice', () => {
    expect([5, 15, 25, 30].map((now) => inCirculation({ times }, now))).toEqual([true, true, true, false])
  })
  it('holds no more than the hundred newest', () => {
    const many = Array.from({ length: 400 }, (_, age) => ({ times, age }))
    expect(circulating(many, 15).map(({ age }) => age)).toEqual(Array.from({ length: 100 }, (_, age) => age))
    expect(circulating(many, 30)).toEqual([])
  })
})

describe('an editor is told', () => {
  const judged = { title: '停水通知', plain: ['明天停水。'], sources: [] }
  it.each([
    ['a long sentence', `${'很长的一句话'.repeat(8)}。`, '超过40个字'],
    ['a number without its unit', '体温到37.3就打电话。', '数字37.3后面没有单位'],
    ['a private phone', '请打10000001234。', '有手机号'],
    ['a name after 联系人', '联系人：王建国。', '像是写了个人的名字'],
    ['a name before a post', '请找李主任登记。', '像是写了个人的名字：李主任'],
    ['a count of cases without a source', '昨天新增确诊病例3例。', '写了病例数却没有出处'],
  ])('of %s', (_, text, what) => {
    expect(lintNotice(judged, text).map((warning) => warning.what)).toEqual([expect.stringContaining(what)])
  })
  it.each([
    '11月24日上午8点到12点停水，8—10点消杀。',
    '石桥村书记和村医都在，卫生院的医生也来，周六上午医生到村。',
    '打120、110或者0000-0000002，体温到37.3 ℃，戴N95口罩。',
    '联系人请写镇指挥部。联系人：镇指挥部。',
    '第2组、3个人、7:30—21:00、100%、1:100、〔2026〕12号。',
  ])('nothing of: %s', (text) => {
    expect(lintNotice(judged, text)).toEqual([])
  })
  it('nothing of a count with its source, and where an SMS of the editor is too long', () => {
    const source = { agency: '县卫健局', title: '通报', url: 'https://a.example', date: new Date(0) }
    expect(lintNotice({ ...judged, sources: [source] }, '昨天新增确诊病例3例。')).toEqual([])
    const long = { ...judged, channels: { sms: '请打村里电话。'.repeat(11) } }
    expect(lintNotice(long, '')).toEqual([{ where: '短信', what: expect.stringContaining('有77个字') }])
  })
  it('where it stands', () => {
    const warnings = lintNotice({ ...judged, title: '还有3', plain: ['好。', '量到38就打电话。'] }, '## 来5\n\n好')
    expect(warnings.map(({ where }) => where)).toEqual(['标题', '大白话第2句', '正文'])
  })
})

it('nothing in the sample notices needs telling', () => {
  for (const { path } of sources('content/notices/*.md')) {
    const [, front = '', text = ''] = readFileSync(join(import.meta.dirname, '../..', path), 'utf8').split(/^---$/m)
    const plain = [...front.matchAll(/^ {2}- ([^:]+。)$/gm)].map(([, sentence = '']) => sentence)
    expect(plain.length, path).toBeGreaterThan(0)
    const title = /^title: (.*)$/m.exec(front)?.[1] ?? ''
    expect(lintNotice({ title, plain, sources: [] }, text), path).toEqual([])
  }
})
