/** What an editor should look at again in a notice; nothing here stops a build. */
import { type Block, blocksOf } from './blocks.ts'

export interface Warning {
  /** 标题, 大白话第2句, 正文, 短信… and the words in question. */
  where: string
  what: string
}

/** The front matter that is judged. */
export interface Judged {
  title: string
  plain: string[]
  sources: unknown[]
  channels?: Partial<Record<'slogan' | 'broadcast' | 'sms' | 'wechat' | 'audio', string | undefined>>
}

const longest = 40

// What may follow a figure: a unit, a measure word, or the rest of a date, time, range, ratio or row.
const unit =
  /^(?:多|余|来|几)?\s*(?:℃|°C|[%‰㎡]|[a-zA-Zμ]{1,4}(?:\/[a-zA-Z]+)?(?![a-zA-Z])|[年月日号时点分秒天周个次遍回名位户口人家件份张台辆瓶袋包盒箱桶片粒只支根针剂种类条道项样处间床层楼步句段封顿趟块副套倍岁元角米里亩斤吨克毫厘升公千百万亿代批场路头组队级期版页章款届度勺滴杯碗栋幢室号小星平分刻半成折车村例起宗]|厘米|毫米|(?:[—–~～:：/.、和到至-]\s*\d))/

const figures = /(?<![\d.A-Za-z:：/〔-])\d+(?:[.,]\d+)*(?![\d.,]*\d)/g
const phones = /0\d{2,3}-\d{7,8}|(?<!\d)1(?:1[0249]|2[02]|2[13]\d\d)(?!\d)|(?<!\d)(?:1\d{10}|400-?\d{3}-?\d{4})(?!\d)/g
const mobile = /(?<!\d)1\d{2}[\s-]?\d{4}[\s-]?\d{4}(?!\d)/

// The commonest surnames, without those that are everyday words or names of places here.
const surname =
  '(?:[王李张刘杨赵黄吴徐孙朱胡郭何罗宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏蒋蔡贾丁魏薛叶阎余潘杜戴夏钟姜范姚谭廖邹熊陆郝孔崔康邱秦顾侯邵孟龙段钱汤黎]|陈(?!列)|周(?![一二三四五六日天末边围期岁到]))'
const post = '主任|书记|镇长|村长|组长|医生|大夫|护士|老师|同志|队长|站长|所长|院长|警官|先生|女士|师傅'
const named = new RegExp(
  `联系人[:：]?\\s*(?![是为请的和、，。]|\\p{Script=Han}{0,12}[部院所会办站室村镇组])\\p{Script=Han}{2,4}|${surname}[^\\P{Script=Han}村镇县乡组院所站局办的和、去找来到]{0,2}(?:${post})`,
  'u',
)

/** Warnings about the notice with this front matter and Markdown body, in the order of the text. */
export function lintNotice(data: Judged, body: string): Warning[] {
  const channels = Object.entries(data.channels ?? {}).filter(([name]) => name !== 'audio')
  const texts: [string, string][] = [
    ['标题', data.title],
    ...data.plain.map((text, index): [string, string] => [`大白话第${index + 1}句`, text]),
    ...blocksOf(body).map(({ text }: Block): [string, string] => ['正文', text]),
    ...channels.map(([name, text]): [string, string] => [names[name] ?? name, text ?? '']),
  ]
  const warnings = texts.flatMap(([where, text]) => [
    ...tooLong(text).map((what) => ({ where, what })),
    ...bareFigures(text).map((what) => ({ where, what })),
    ...personal(text).map((what) => ({ where, what })),
    ...(data.sources.length === 0 ? cases(text) : []).map((what) => ({ where, what })),
  ])
  return [...warnings, ...tooMuch(data)]
}

const names: Record<string, string> = { slogan: '标语', broadcast: '广播稿', sms: '短信', wechat: '微信' }

function tooLong(text: string): string[] {
  return text
    .split(/(?<=[。！？；])|\n/)
    .filter((sentence) => sentence.trim().length > longest)
    .map(
      (sentence) =>
        `这一句有${sentence.trim().length}个字，超过${longest}个字，请拆开：${sentence.trim().slice(0, 12)}…`,
    )
}

function bareFigures(text: string): string[] {
  const rest = text
    .replace(/https?:\/\/[\x21-\x7e]+/g, '')
    .replace(phones, '')
    .replace(/〔\d+〕\d+号/g, '')
  return [...rest.matchAll(figures)]
    .filter(({ 0: figure, index }) => !unit.test(rest.slice(index + figure.length)) && rest[index - 1] !== '第')
    .map(([figure]) => `数字${figure}后面没有单位`)
}

function personal(text: string): string[] {
  const name = named.exec(text)?.[0]
  return [
    ...(mobile.test(text) ? ['有手机号，公开的通知里请只写单位的座机'] : []),
    ...(name ? [`像是写了个人的名字：${name}，请只写职务或单位`] : []),
  ]
}

function cases(text: string): string[] {
  const count =
    /(?:确诊|病例|阳性|感染者|无症状|疑似|死亡|密接|密切接触)[^。；]{0,12}\d+\s*[例人名]|\d+\s*[例人名][^。；，]{0,8}(?:确诊|病例|阳性|感染|死亡|密接)/
  const found = count.exec(text)?.[0]
  return found ? [`写了病例数却没有出处：${found}，请在 sources 里写上来源`] : []
}

function tooMuch({ channels }: Judged): Warning[] {
  const length = channels?.sms?.length ?? 0
  return length > 70 ? [{ where: '短信', what: `有${length}个字，一条短信最多70个字，会拆成几条发` }] : []
}
