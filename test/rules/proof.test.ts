/** Each mistake that an editor can make, and the one line that says it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '#cli/here.ts'
import { township as ours } from '#forms/township.ts'
import { proofOf, right, type Slip } from '../support/writing.ts'

const notice = 'notices/try.md'
const other = 'notices/other.md'
const knowledge = 'knowledge/try.md'
const rumor = 'rumors/try.md'
const township = 'township.json'
const duties = 'duties.json'

const nobody = '不是 township.json 里的号码，也不是全国通用的短号，请核对每一位数字'
const villages = Object.keys(ours.villages)
const moment = '时间要写成 2026-11-16 或 2026-11-16 08:00 这样（北京时间，不写秒和时区）'

/** Where the shipped file holds `words`. */
function lineWith(words: string, file = township): string {
  const text = readFileSync(join(root, 'content', file), 'utf8')
  return `第${text.slice(0, text.indexOf(words)).split('\n').length}行`
}

/** A notice in which nothing is wrong but what is added. */
function another(more = '', day = '2026-11-18'): string {
  return `---\ntitle: 另一篇通知\nissuer: 青禾镇\nwrittenOn: ${day}\npublished: ${day}\nlevel: ordinary\nplain: [试一试。]\n${more}\n---\n\n一句话。\n`
}

const mistakes: [name: string, slips: Slip[], lines: string[]][] = [
  [
    'a word that is none of the choices',
    [[notice, 'level: ordinary', 'level: very']],
    ['content/notices/try.md 第8行 level：写的是「very」，应当是 urgent、important、ordinary 之一'],
  ],
  [
    'a misspelt field, which is not missing as well',
    [[notice, 'level: ordinary', 'levle: ordinary']],
    ['content/notices/try.md 第8行 levle：没有这个字段，是不是想写 level？'],
  ],
  [
    'a field as other programs call it',
    [[notice, 'until: 2026-12-31', 'expires: 2026-12-31']],
    ['content/notices/try.md 第7行 expires：没有这个字段，是不是想写 until？'],
  ],
  [
    'a field that nobody knows',
    [[rumor, 'topic: cure', 'topic: cure\ncolour: red']],
    [
      'content/rumors/try.md 第4行 colour：没有这个字段，这里可以写 title、variants、topic、verdict、fact、tell、checkedOn、reviewBy、related、sources',
    ],
  ],
  [
    'a missing field',
    [[notice, 'issuer: 青禾镇疫情防控指挥部\n', '']],
    ['content/notices/try.md 第1行 issuer：没有写，应当是文字'],
  ],
  [
    'an empty field',
    [[notice, 'issuer: 青禾镇疫情防控指挥部', 'issuer:']],
    ['content/notices/try.md 第4行 issuer：是空的，应当是文字'],
  ],
  [
    'a title that is too long',
    [[notice, '试一试这篇通知', '大大大大大大大大大大大大大大大大大大大大大大大大大大大大大大大']],
    ['content/notices/try.md 第2行 title：有 31 个字，标题最多 30 个字'],
  ],
  [
    'a list where words belong',
    [[rumor, '事实是这样。', '[一, 二]']],
    ['content/rumors/try.md 第5行 fact：写的是一个列表，应当是文字'],
  ],
  [
    'a number where words belong',
    [[rumor, '事实是这样。', '120']],
    ['content/rumors/try.md 第5行 fact：写的是「120」，应当是文字，请加上引号'],
  ],
  [
    'words where a list belongs',
    [[notice, '[liuxi]', 'liuxi']],
    ['content/notices/try.md 第9行 villages：写的是「liuxi」，应当是列表，一行一条，前面写 - '],
  ],
  [
    'too many plain sentences',
    [[notice, 'plain:\n', 'plain:\n  - 一。\n  - 二。\n  - 三。\n']],
    ['content/notices/try.md 第10行 plain：有 4 条，大白话最多三句'],
  ],
  [
    'no source',
    [
      [
        rumor,
        'sources:\n  - agency: 世界卫生组织\n    title: 问答\n    url: https://www.who.int/\n    date: 2023-03-28\n',
        'sources: []\n',
      ],
    ],
    ['content/rumors/try.md 第9行 sources：有 0 条，至少写一个出处'],
  ],
  [
    'the address of a source without its beginning',
    [[knowledge, 'https://www.who.int/', 'www.who.int']],
    ['content/knowledge/try.md 第12行 sources 第1条 url：写的是「www.who.int」，网址要以 http:// 或 https:// 开头'],
  ],
  [
    'a source without its day',
    [[knowledge, '    date: 2023-03-28\n', '']],
    ['content/knowledge/try.md 第10行 sources 第1条 date：没有写，日子要写成 2026-11-16 这样'],
  ],
  [
    'a wrong document number',
    [[notice, '〔2026〕99号', '[2026]第099号']],
    ['content/notices/try.md 第3行 docNo：写的是「青疫指[2026]第099号」，发文字号要写成 青疫指〔2026〕1号 这样'],
  ],
  [
    'an unknown village',
    [[notice, '[liuxi]', '[liuxii]']],
    [`content/notices/try.md 第9行 villages 第1条：写的是「liuxii」，应当是 ${villages.join('、')} 之一`],
  ],
  [
    'two fields of one name',
    [[notice, 'level: ordinary', 'level: ordinary\nlevel: urgent']],
    ['content/notices/try.md 第9行 level：同一个字段写了两次'],
  ],
  [
    'a Chinese colon',
    [[notice, 'level: ordinary', 'level：ordinary']],
    ['content/notices/try.md 第8行 level：冒号要用英文的 : ，后面空一格'],
  ],
  [
    'half a quotation mark',
    [[notice, 'title: 试一试这篇通知', 'title: "试一试这篇通知']],
    ['content/notices/try.md 第2行 title：引号或者括号只写了一半'],
  ],
  ['a tab', [[notice, '  - 有事', '\t- 有事']], ['content/notices/try.md 第11行 plain：缩进要用空格，不能用 Tab 键']],
  [
    'no front matter',
    [[other, '', '一句话。\n']],
    ['content/notices/other.md 第1行 开头：第一行应当是 ---，接着写字段，再用一行 --- 结束'],
  ],
  [
    'front matter that does not end',
    [[other, '', '---\ntitle: 另一篇\n']],
    ['content/notices/other.md 第1行 开头：开头的字段后面少了一行 ---'],
  ],
  [
    'no text under the front matter',
    [[rumor, '这话不真。', '']],
    ['content/rumors/try.md 第15行 正文：没有写，字段下面至少写一句话'],
  ],
  [
    'a moment with seconds',
    [[notice, 'published: 2026-11-18', 'published: 2026-11-18 08:00:00']],
    [`content/notices/try.md 第6行 published：写的是「2026-11-18 08:00:00」，${moment}`],
  ],
  [
    'a moment with a time zone',
    [[notice, 'published: 2026-11-18', 'published: 2026-11-18T08:00:00+08:00']],
    [`content/notices/try.md 第6行 published：写的是「2026-11-18T08:00:00+08:00」，${moment}`],
  ],
  [
    'a day with slashes',
    [[knowledge, '2026-11-10', '2026/11/10']],
    ['content/knowledge/try.md 第6行 reviewedOn：写的是「2026/11/10」，日子要写成 2026-11-16 这样'],
  ],
  [
    'a day in quotation marks',
    [[knowledge, '2026-11-10', '"2026-11-10"']],
    ['content/knowledge/try.md 第6行 reviewedOn：写的是「2026-11-10」，日子要写成 2026-11-16 这样，不加引号'],
  ],
  [
    'a day that no calendar has',
    [[knowledge, '2027-02-10', '2027-02-30']],
    ['content/knowledge/try.md 第7行 reviewBy：写的是「2027-02-30」，日历上没有这一天'],
  ],
  [
    'a moment on a day that no calendar has',
    [[notice, 'published: 2026-11-18', 'published: 2026-11-31 08:00']],
    ['content/notices/try.md 第6行 published：写的是「2026-11-31 08:00」，日历上没有这一天'],
  ],
  [
    'an end before the beginning',
    [[notice, 'until: 2026-12-31', 'until: 2026-11-17']],
    ['content/notices/try.md 第7行 until：写的是 2026-11-17，要晚于 published 的 2026-11-18'],
  ],
  [
    'an end before a later beginning',
    [[notice, 'until: 2026-12-31', 'from: 2026-11-20\nuntil: 2026-11-19']],
    ['content/notices/try.md 第8行 until：写的是 2026-11-19，要晚于 from 的 2026-11-20'],
  ],
  [
    'a text that is written after it is out',
    [[notice, 'writtenOn: 2026-11-18', 'writtenOn: 2026-11-19']],
    ['content/notices/try.md 第5行 writtenOn：写的是 2026-11-19，不能晚于发布的日子 2026-11-18'],
  ],
  [
    'a repeal before the publication',
    [[notice, 'level: ordinary', 'level: ordinary\nrepealed: { at: 2026-11-17, why: 写错了 }']],
    ['content/notices/try.md 第9行 repealed at：写的是 2026-11-17，不能早于发布的日子 2026-11-18'],
  ],
  [
    'a correction before the publication',
    [[notice, 'level: ordinary', 'level: ordinary\ncorrections:\n  - on: 2026-11-17\n    what: 改了时间']],
    ['content/notices/try.md 第10行 corrections 第1条 on：写的是 2026-11-17，不能早于发布的日子 2026-11-18'],
  ],
  [
    'a review that is due before it was done',
    [[rumor, 'reviewBy: 2027-02-10', 'reviewBy: 2026-11-10']],
    ['content/rumors/try.md 第8行 reviewBy：写的是 2026-11-10，要晚于 checkedOn 的 2026-11-10'],
  ],
  [
    'a name that is no address',
    [['notices/New_One.md', '', another()]],
    ['content/notices/New_One.md 第1行 文件名：只能用小写字母 a–z、数字和短横线 -，比如 2026-11-16-returnee.md'],
  ],
  [
    'two texts with one address',
    [['notices/Try.md', '', another()]],
    [
      'content/notices/Try.md 第1行 文件名：只能用小写字母 a–z、数字和短横线 -，比如 2026-11-16-returnee.md',
      'content/notices/Try.md 第1行 文件名：和 try.md 的网址相同，请改掉其中一个的名字',
      'content/notices/try.md 第1行 文件名：和 Try.md 的网址相同，请改掉其中一个的名字',
    ],
  ],
  [
    'a name that the site needs itself',
    [['notices/month.md', '', another()]],
    ['content/notices/month.md 第1行 文件名：month 是网站自己要用的地址，请换一个名字'],
  ],
  [
    'a file that is no Markdown',
    [['notices/list.docx', '', 'x']],
    ['content/notices/list.docx 第1行 文件名：这里只放 .md 文件，这个文件不会出现在网站上'],
  ],
  [
    'a text beside the sections',
    [['try.md', '', another()]],
    ['content/try.md 第1行 文件名：没有这个栏目，文章放在 content/notices/、content/knowledge/、content/rumors/'],
  ],
  [
    'a notice that replaces nothing',
    [[other, '', another('supersedes: [tri]')]],
    [
      'content/notices/other.md 第8行 supersedes 第1条：写的是「tri」，没有 content/notices/tri.md 这个文件，是不是想写 try？',
    ],
  ],
  [
    'a notice that replaces itself',
    [[other, '', another('supersedes: [other]')]],
    ['content/notices/other.md 第8行 supersedes 第1条：写的是它自己'],
  ],
  [
    'two notices that replace each other',
    [
      [other, '', another('supersedes: [try]')],
      [notice, 'level: ordinary', 'level: ordinary\nsupersedes: [other]'],
    ],
    [
      'content/notices/other.md 第8行 supersedes 第1条：写的是「try」，可那一篇又说自己代替了这一篇，只能有一篇代替另一篇',
      'content/notices/try.md 第9行 supersedes 第1条：写的是「other」，可那一篇又说自己代替了这一篇，只能有一篇代替另一篇',
    ],
  ],
  [
    'a notice that is replaced twice',
    [
      [other, '', another('supersedes: [try]')],
      ['notices/third.md', '', another('supersedes: [try]')],
    ],
    ['content/notices/third.md 第8行 supersedes 第1条：写的是「try」，它已经被 other 代替了，请改成代替 other'],
  ],
  [
    'a notice that replaces a later one',
    [[other, '', another('supersedes: [try]', '2026-11-17')]],
    ['content/notices/other.md 第8行 supersedes 第1条：写的是「try」，那一篇比这一篇发布得晚'],
  ],
  [
    'a relation to nothing',
    [[knowledge, 'notices/try]', 'notices/tri]']],
    [
      'content/knowledge/try.md 第8行 related 第1条：写的是「notices/tri」，没有 content/notices/tri.md 这个文件，是不是想写 notices/try？',
    ],
  ],
  [
    'a relation to itself',
    [[knowledge, 'notices/try]', 'knowledge/try]']],
    ['content/knowledge/try.md 第8行 related 第1条：写的是它自己'],
  ],
  [
    'a relation without its section',
    [[knowledge, 'notices/try]', 'try]']],
    ['content/knowledge/try.md 第8行 related 第1条：写的是「try」，要写成 rumors/garlic 这样：栏目/文件名'],
  ],
  [
    'an attachment that is not there',
    [[notice, 'level: ordinary', 'level: ordinary\nattachments:\n  - title: 登记表\n    file: /files/none.pdf']],
    [
      'content/notices/try.md 第11行 attachments 第1条 file：写的是「/files/none.pdf」，没有 public/files/none.pdf 这个文件',
    ],
  ],
  [
    'a recording that is not there',
    [[notice, 'level: ordinary', 'level: ordinary\nchannels:\n  audio: /audio/none.mp3']],
    ['content/notices/try.md 第10行 channels audio：写的是「/audio/none.mp3」，没有 public/audio/none.mp3 这个文件'],
  ],
  [
    'a link to no page',
    [[knowledge, '/notices/try/#先看这里', '/notices/tri/']],
    ['content/knowledge/try.md 第16行 正文：链接「/notices/tri/」没有这一页，是不是想写 /notices/try/？'],
  ],
  [
    'a link to no form',
    [[knowledge, '/notices/try/#先看这里', '/forms/returne/']],
    ['content/knowledge/try.md 第16行 正文：链接「/forms/returne/」没有这一页'],
  ],
  [
    'a link to no heading',
    [[knowledge, '#先看这里', '#再看这里']],
    ['content/knowledge/try.md 第16行 正文：链接「/notices/try/#再看这里」那一页上没有这个小标题'],
  ],
  [
    'a link that does not begin at the top',
    [[knowledge, '/notices/try/#先看这里', '../notices/try.md']],
    ['content/knowledge/try.md 第16行 正文：链接「../notices/try.md」要从 / 写起，比如 /notices/'],
  ],
  [
    'a link that dials something else than it says',
    [[rumor, '这话不真。', '打[0000-0000001](tel:0000-0000002)。']],
    ['content/rumors/try.md 第16行 正文：文字写的是「0000-0000001」，打出去的却是 0000-0000002，两边要是同一个号码'],
  ],
  [
    'a link that dials a number of nobody',
    [[rumor, '这话不真。', '打[0000-0000999](tel:0000-0000999)。']],
    [`content/rumors/try.md 第16行 正文：电话「0000-0000999」${nobody}`],
  ],
  [
    'a telephone with a wrong digit',
    [[notice, '有事打0000-0000002', '有事打0000-0000092']],
    [`content/notices/try.md 第16行 正文：电话「0000-0000092」${nobody}`],
  ],
  [
    'a telephone with a digit too few',
    [[notice, '  - 有事打0000-0000001', '  - 有事打0000-000001']],
    [`content/notices/try.md 第11行 plain：电话「0000-000001」${nobody}`],
  ],
  [
    'a short number of nobody',
    [[notice, '急病打120', '急病打129']],
    [`content/notices/try.md 第16行 正文：电话「129」${nobody}`],
  ],
  [
    'a missing mark in township.json',
    [[township, '"sample": true,', '"sample": true']],
    ['content/township.json 第2行 写法：到这里读不下去，请看逗号、引号和括号；最后一项后面不写逗号'],
  ],
  [
    'a real township at an address of this machine',
    [[township, '"sample": true,', '"sample": false,']],
    [
      `content/township.json ${lineWith('"url"')} url：写的是「http://localhost:8787」，不是示例了，网址要写居民能打开的，不能是 localhost`,
    ],
  ],
  [
    'a wrong hour in township.json',
    [[township, '"16:00"', '"four"']],
    [`content/township.json ${lineWith('"cutOff"')} observation cutOff：写的是「four」，钟点要写成 16:00 这样`],
  ],
  [
    'a misspelt field in township.json',
    [[township, '"icp":', '"ipc":']],
    [`content/township.json ${lineWith('"icp"')} ipc：没有这个字段，是不是想写 icp？`],
  ],
  [
    'a telephone in township.json',
    [[township, '0000-0000011', '0000-11']],
    [
      `content/township.json ${lineWith('0000-0000011')} villages liuxi phone：写的是「0000-11」，电话要写成 0000-0000000 这样`,
    ],
  ],
  [
    'a duty for which nobody answers',
    [[duties, '"roles": ["各行政村党组织书记"', '"roles": ["某某人"']],
    [`content/duties.json ${lineWith('"call"', duties)} call 某某人：没写打哪个电话`],
  ],
  [
    'a duty whose number is wrong',
    [[duties, '"number": 1,', '"number": 99,']],
    [
      `content/duties.json ${lineWith('"groups"', duties)} groups：第 1 条写了 0 次，要正好一次`,
      `content/duties.json ${lineWith('"number": 1,', duties)} groups 第1条 duties 第1条 number：写的是「99」，只有 33 条，编号写 1 到 33`,
    ],
  ],
]

it.each(mistakes)('says %s', async (_name, slips, lines) => {
  expect(await proofOf(...slips)).toEqual(lines)
})

it('finds nothing in the shipped content, nor in a right text of each section', async () => {
  expect(await proofOf()).toEqual([])
})

it('keeps lines and fields where they are in a file from Windows', async () => {
  const text = right[notice].replace('level: ordinary', 'level: very').replace('急病打120', '急病打129')
  expect(await proofOf([notice, '', text.replaceAll('\n', '\r\n')])).toEqual([
    'content/notices/try.md 第8行 level：写的是「very」，应当是 urgent、important、ordinary 之一',
    `content/notices/try.md 第16行 正文：电话「129」${nobody}`,
  ])
})

it('says every mistake of every file at once', async () => {
  const lines = await proofOf(
    [notice, 'level: ordinary', 'level: very'],
    [notice, '[liuxi]', '[x]'],
    [rumor, 'cure', 'x'],
  )
  expect(lines.map((line) => line.split('：')[0])).toEqual([
    'content/notices/try.md 第8行 level',
    'content/notices/try.md 第9行 villages 第1条',
    'content/rumors/try.md 第3行 topic',
  ])
})

it('takes a verdict of false or true with and without quotation marks', async () => {
  expect(await proofOf([rumor, 'verdict: false', "verdict: 'true'"])).toEqual([])
})

it('leaves figures, code and links to other sites alone', async () => {
  const body =
    '打100分，每天10000步，[世卫](https://www.who.int/)，`[x](/none/)`，[上面](#先看这里)，[首页](/)，<a href="/forms/returnee/">登记</a>。'
  expect(await proofOf([notice, '急病打120。', body])).toEqual([])
})

it('follows links as the page has them: by reference, to underlined headings, in HTML on its own line', async () => {
  const body =
    '急病打120。\n\n下划线\n---\n\n[看][a]，[上面](#下划线)。\n\n<div>\n<a href="/none/">x</a>\n</div>\n\n[a]: /nowhere/'
  expect(await proofOf([notice, '急病打120。', body])).toEqual([
    'content/notices/try.md 第24行 正文：链接「/none/」没有这一页',
    'content/notices/try.md 第27行 正文：链接「/nowhere/」没有这一页',
  ])
})
