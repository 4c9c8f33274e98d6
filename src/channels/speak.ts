/** A written Chinese phrase as it is said over a loudspeaker: dates, times, numbers, units and phones in words, and nothing that only eyes can use. */
import { counted, dialled, digits } from './numerals.ts'

const number = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`
const dash = '[—–~～－-]{1,2}'
const part = '凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|夜里|夜间|当晚|今晚|明晚|早|晚'

/** Words after which 2 is said 两: it counts things. Days of a month, floors, groups and grades are ordinals and stay 二. */
const measures =
  '个|次|遍|回|天|周|星期|小时|钟头|分钟|秒|点|刻|年|名|位|户|口|人|家|件|份|张|台|辆|车|瓶|袋|包|盒|箱|桶|片|粒|只|支|根|针|剂|种|类|条|道|项|样|处|间|床|层|步|句|段|封|顿|趟|把|块|副|套|倍|岁|元|米|公里|里|亩|斤|公斤|吨|克|厘米|毫米|毫升|升|批|场|头|旬|千|万|亿|勺|滴|杯|碗'

/** Short national numbers, unless they count something. */
const short = new RegExp(
  String.raw`(?<![\d.—–-])1(?:1[0249]|2[02]|2[13]\d\d)(?!\d|\.\d|,\d|\s*(?:${measures}|[%℃°:：日月号度支]))`,
  'g',
)

const units: [RegExp, string][] = [
  [/\s*(?:℃|°C)/g, '摄氏度'],
  [/\s*(?:㎡|m²)/g, '平方米'],
  [/\s*mg\/L(?![A-Za-z])/g, '毫克每升'],
  [/\s*km(?![A-Za-z])/g, '公里'],
  [/\s*kg(?![A-Za-z])/g, '公斤'],
  [/\s*cm(?![A-Za-z])/g, '厘米'],
  [/\s*mm(?![A-Za-z])/g, '毫米'],
  [/\s*m[lL](?![A-Za-z])/g, '毫升'],
  [/\s*mg(?![A-Za-z])/g, '毫克'],
  [/\s*L(?![A-Za-z])/g, '升'],
  [/\s*g(?![A-Za-z])/g, '克'],
  [/\s*m(?![A-Za-z])/g, '米'],
]

/** What may stand before a document's number without being its first signs. */
const leading = '请看|请见|详见|按照|根据|依据|执行|废止|停止'

const steps: [RegExp, string | ((...found: string[]) => string)][] = [
  // What only eyes can use: addresses on the web, numbers of documents.
  [/(?:https?:\/\/|www\.)[\x21-\x7e]+/gi, ''],
  [/[\w.-]+@[\w.-]+|(?<![\w.])[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+(?:\/[\x21-\x7e]*)?/gi, ''],
  [
    new RegExp(
      `(?<=^|[（《“，。；：、\\s]|${leading})(?!${leading})\\p{Script=Han}{2,6}〔\\d{4}〕\\d+号|〔\\d{4}〕\\d+号`,
      'gu',
    ),
    '',
  ],
  // Phones: landlines, 400 numbers, mobiles, short numbers.
  [/(?<!\d)(?:0\d{2,3}-\d{7,8}|400-?\d{3}-?\d{4})(?!\d)/g, dialled],
  [/(?<!\d)(1\d\d)(\d{4})(\d{4})(?!\d)/g, (_, a = '', b = '', c = '') => dialled(`${a}-${b}-${c}`)],
  [short, dialled],
  // Days and years.
  [/(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/g, (_, y, m, d) => `${y}年${Number(m)}月${Number(d)}日`],
  [new RegExp(`(\\d{4})年?${dash}(\\d{4})年`, 'g'), (_, a = '', b = '') => `${digits(a)}年到${digits(b)}年`],
  [/(?<!\d)([12]\d{3})(?=年)/g, digits],
  // Ratios before times of day: 1:100, 1:9, 按1:50.
  [/(?<!\d)(\d{1,4})[:：](\d{3,}|\d)(?!\d)/g, (_, a = '', b = '') => `${counted(a)}比${counted(b)}`],
  [/(?<=按|比例|配比)(\d{1,4})[:：](\d+)/g, (_, a = '', b = '') => `${counted(a)}比${counted(b)}`],
  [new RegExp(`(${part})?\\s*(?<!\\d)([01]?\\d|2[0-4])[:：]([0-5]\\d)(?!\\d)`, 'g'), timeOfDay],
  [new RegExp(`(${part})(1[3-9]|2[0-4])(?=点)`, 'g'), (_, half = '', hour = '') => half + counted(String(+hour - 12))],
  // Ranges, shares and fractions.
  [new RegExp(`(\\d+)${dash}(\\d+)(?=点)`, 'g'), '$1点到$2'],
  [
    new RegExp(`(${number})%?${dash}(${number})%`, 'g'),
    (_, a = '', b = '') => `百分之${counted(a)}到百分之${counted(b)}`,
  ],
  [
    new RegExp(`(?<=[\\d点半分日月号年天℃度岁组村站])\\s?${dash}\\s?(?=[\\d一二三四五六七八九十零两早上中下晚])`, 'g'),
    '到',
  ],
  [/(?<![\d.,])100\s?%/g, '百分之百'],
  [new RegExp(`(${number})\\s?%`, 'g'), (_, share = '') => `百分之${counted(share)}`],
  [/(?<![\d/])([1-9])\/([2-9]|10)(?![\d/])/g, (_, a = '', b = '') => `${counted(b)}分之${counted(a)}`],
  [/[-−](?=\d+(?:\.\d+)?\s*(?:℃|°C|度))/g, '零下'],
  ...units.map(([unit, said]): [RegExp, string] => [new RegExp(`(?<=\\d)${unit.source}`, 'g'), said]),
  [/COVID-?19/gi, '新冠'],
  // Names that hold a number (N95, 5G, H1N1) are read out.
  [/(?<=[A-Za-z]-?)\d+|(?<!\d)\d(?=[A-Z])/g, digits],
  [/(?<=\d点)0(\d)(?=分)/g, '零$1'],
  [new RegExp(`(?<![\\d.第])2(?=(?:到\\d+)?(?:多|来)?(?:${measures}))(?!年级)`, 'g'), '两'],
  [new RegExp(number, 'g'), counted],
  // What is left of brackets is a pause, or nothing.
  [/[（(]\s*[）)]|[“”‘’"]/g, ''],
  [/\s*[（(]([^（()）]*)[）)](?=[，。；：、]|$)/g, '，$1'],
  [/\s*[（(]([^（()）]*)[）)]/g, '，$1，'],
  [/——|—/g, '，'],
  [/\s+/g, ''],
  [/[，：；、]+(?=[。！？])|^[，、：；]+/g, ''],
  [/，+(?=[，：；、])/g, ''],
]

/** `written` as it is said: 11月24日上午8点 → 十一月二十四日上午八点, 37.3 ℃ → 三十七点三摄氏度, 打120 → 打幺二零. */
export function speak(written: string): string {
  return steps.reduce((said, [pattern, spoken]) => said.replace(pattern, spoken as string), written.normalize('NFC'))
}

// 16:00 → 下午四点, 晚上8:30 → 晚上八点半; the part of the day is added where none is said.
function timeOfDay(_: string, half = '', hour = '', minute = ''): string {
  const at = Number(hour)
  const named = half || (at < 6 ? '凌晨' : at < 12 ? '上午' : at === 12 ? '中午' : at < 18 ? '下午' : '晚上')
  const twelve = at > 12 ? at - 12 : at
  const clock = `${twelve === 2 ? '两' : counted(String(twelve))}点`
  const past =
    minute === '00' ? '' : minute === '30' ? '半' : `${/^0/.test(minute) ? '零' : ''}${counted(String(+minute))}分`
  return named + clock + past
}
