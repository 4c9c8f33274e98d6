/** What a draft of each section holds, with an explanation beside every field. */
import { township } from '#forms/township.ts'
import { addDays, type Day } from '#platform/clock.ts'
import { audiences, topics } from '../content/entries/knowledge.ts'
import { themes, verdicts } from '../content/entries/rumor.ts'
import type { Section } from '../proof/entry.ts'

/** Stands wherever an editor still has to write; `npm run review` finds it. */
export const unwritten = '待写'

/** The front matter of a draft of today with this title, already quoted. */
export const fronts: Record<Section, (title: string, today: Day) => string> = {
  notices: notice,
  knowledge,
  rumors: rumor,
}

/** `title` in quotes where YAML would read something else than these words. */
export function quoted(title: string): string {
  return /^[\p{Script=Han}，。？、（）《》“”][\p{Script=Han}\d，。？、（）《》“”]*$/u.test(title)
    ? title
    : JSON.stringify(title)
}

const listed = (labels: Record<string, string>) =>
  Object.entries(labels)
    .map(([key, label]) => `${key} ${label}`)
    .join('、')

const source = (today: Day) => `sources: # 出处：谁说的、题目、网址、哪一天
  - agency: ${unwritten}：单位
    title: ${unwritten}：题目
    url: https://example.org/
    date: ${today}
`

function notice(title: string, today: Day): string {
  return `title: ${title} # 标题，2 到 30 个字
# docNo: 青疫指〔2026〕1号 # 发文字号，没有就不写
issuer: ${quoted(township.owner)} # 发文机关
writtenOn: ${today} # 成文日期
published: ${addDays(today, 1)} 08:00 # 发布时间（北京时间），在这以前谁也看不到
# from: ${addDays(today, 2)} # 从哪天起管用，不写就是发布时起
# until: ${addDays(today, 30)} # 到哪天为止，这一天也算；不写就一直管用
# supersedes: [2026-11-13-checkpoints] # 代替哪几篇旧通知，写旧通知的文件名
level: ordinary # urgent 紧急、important 重要、ordinary 一般
# villages: [${Object.keys(township.villages)[0]}] # 只和哪几个村有关，写村的代号：${Object.keys(township.villages).join('、')}；不写就是全镇
# audience: 正在居家观察的人 # 写给谁，最多 30 个字
plain: # 大白话，一到三句，每句最多 60 个字：和我有什么关系，要做什么，什么时候以前
  - ${unwritten}：要做什么。
# sources: # 出处，写了健康、法律的事情就要有
#   - agency: 国家卫生健康委员会
#     title: 文件的题目
#     url: https://www.nhc.gov.cn/
#     date: ${today}
# attachments: # 附件先放到 public/files/
#   - title: 登记表
#     file: /files/form.pdf
# channels: # 标语、广播稿、短信会自动写好，想改才写
#   slogan: 最多 20 个字
# corrections: # 发布以后改了什么
#   - on: ${addDays(today, 2)}
#     what: 把时间改成了下午 4 点
# repealed: # 提前废止
#   at: ${addDays(today, 9)}
#   why: 为什么废止
`
}

function knowledge(title: string, today: Day): string {
  return `title: ${title} # 标题，2 到 30 个字
topic: daily # ${listed(topics)}
# audiences: [elders] # 写给谁，不写就是大家：${listed(audiences)}
plain: # 大白话，一到三句，每句最多 60 个字
  - ${unwritten}：要做什么。
# steps: # 一步一步怎么做，每步最多 40 个字
#   - 先做什么。
# flow: # 一问一答往下走：答“是”就照做，都不是就看 otherwise
#   questions:
#     - ask: 体温到37.3 ℃了吗？
#       yes: 打卫生院电话，照他们说的做。
#   otherwise: 多喝水，好好睡。
# questions: # 问答，law 写哪部法律第几条，没有就不写
#   - q: 大家怎么问？
#     a: 怎么回答。
reviewedOn: ${today} # 哪天核对过
reviewBy: ${addDays(today, 90)} # 最晚哪天再核对
# related: [rumors/garlic] # 相关的文章，写成 栏目/文件名
${source(today)}`
}

function rumor(title: string, today: Day): string {
  return `title: ${title} # 群里怎么传的，2 到 30 个字
# variants: # 还有哪些说法，每条最多 40 个字
#   - 另一种说法
topic: cure # ${listed(themes)}
verdict: unverified # ${listed(verdicts)}
fact: ${unwritten}：事实是什么。 # 事实，一两句话
tell: ${unwritten}：这样转告家人。 # 用平常和家里人说话的口气
checkedOn: ${today} # 哪天核实的
reviewBy: ${addDays(today, 90)} # 最晚哪天再核对
# related: [knowledge/fever] # 相关的文章，写成 栏目/文件名
${source(today)}`
}

/** What stands under the front matter of a draft. */
export const bodies: Record<Section, string> = {
  notices: `${unwritten}：先用一句话说是什么事、和谁有关。

## 要做什么

1. ${unwritten}：一条写一件事。

## 有事找谁

拿不准，打 12345 问一问。
`,
  knowledge: `${unwritten}：先用一句话说最要紧的。

## 怎么做

- ${unwritten}：一条写一件事。
`,
  rumors: `${unwritten}：先说这话哪里真、哪里不真。

## 该怎么做

- ${unwritten}：一条写一件事。
`,
}
