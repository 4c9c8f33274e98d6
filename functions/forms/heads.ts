/** Which column of a list answers which question, by the heads that villages write; pure. */
import { EARLIER, NOTE_PATH } from './list.ts'
import type { Meaning } from './meanings.ts'

/** What one column is taken for. */
export interface Guess {
  head: string
  /** Of the meaning; empty: it is not used. */
  path: string
  /** Our own word; one that says the same; one that looks like what another column answers better; a word that we do not know; running numbers. */
  by: 'own' | 'alike' | 'second' | 'unknown' | 'number'
}

interface Headed {
  /** The last line of the heads; what stands above them is a title. */
  row: number
  guesses: Guess[]
}

// Titles are a line or two, with a line for the day or the unit.
const HIGHEST = 6
// At least so many heads, so that a person called like one is no line of heads.
const FEWEST = 2

/** The heads of `cells`; nothing where it has none. */
export function headsIn(cells: string[][], meanings: Meaning[]): Headed | undefined {
  const known = (head: string) => candidatesFor(head, meanings)
  const found = cells.slice(0, HIGHEST).map((row) => row.map(known))
  const row = found.findIndex((each) => new Set(each.flatMap(([best]) => best?.path ?? [])).size >= FEWEST)
  const [above, below = []] = [cells[row], cells[row + 1]]
  if (!above) return undefined
  // 从哪里回来 over 省 and 市: a line of which every word is a head belongs to the one above it.
  const isTwo = below.some(Boolean) && below.every((head) => !head || known(head).length > 0)
  const heads = isTwo
    ? Array.from({ length: Math.max(above.length, below.length) }, (_, at) => below[at] || above[at] || '')
    : above
  return { row: isTwo ? row + 1 : row, guesses: guessed(heads, meanings) }
}

function guessed(heads: string[], meanings: Meaning[]): Guess[] {
  const candidates = heads.map((head) => candidatesFor(head, meanings))
  // Of two columns for one question the better head has it, and of equals the first: never the last.
  const winners = new Map<string, number>()
  candidates.forEach(([best], index) => {
    if (!best || best.path === NOTE_PATH) return
    const before = winners.get(best.path)
    if (before === undefined || best.score > (candidates[before]?.[0]?.score ?? 0)) winners.set(best.path, index)
  })
  return heads.map((head, index): Guess => {
    const [best] = candidates[index] ?? []
    if (!best) return { head, path: '', by: isNumbering(head) ? 'number' : 'unknown' }
    if (best.path !== NOTE_PATH && winners.get(best.path) !== index) return { head, path: NOTE_PATH, by: 'second' }
    return { head, path: best.path, by: best.score === OWN ? 'own' : 'alike' }
  })
}

/** What a head may mean, the likeliest first. */
function candidatesFor(head: string, meanings: Meaning[]): { path: string; score: number }[] {
  // Somebody's phone or day is no head.
  if (!head || /\d{3}/.test(head)) return []
  return meanings
    .map((meaning) => ({ path: meaning.path, score: scoreOf(head, meaning) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
}

// Our own word for a question says it better than another's.
const OWN = 100
const EXACT = 90
const ANOTHERS = 50

const before = /^(?:昨日|昨天|昨|前一天|前一日)的?/

function scoreOf(head: string, { path, names: [own = '', ...others] }: Meaning): number {
  const whole = plainOf(head)
  if (whole === plainOf(own)) return OWN
  const isEarlier = path.startsWith(EARLIER)
  if (before.test(whole) !== isEarlier) return 0
  const plain = whole.replace(before, '')
  const score = Math.max(...[own, ...others].map((name) => alike(plain, name)))
  // 紧急联系人手机号 and 上次体温 look like what is asked, and are not.
  return score > 0 && /上次|紧急|亲属|监护人|负责人|包保/.test(plain) ? Math.max(1, score - ANOTHERS) : score
}

function plainOf(head: string): string {
  return head.replace(/[\s（）()：:*]/g, '')
}

function alike(head: string, name: string): number {
  if (head === name) return EXACT
  if (head.length > 1 && name.includes(head)) return head.length
  return name.length > 1 && head.includes(name) ? name.length : 0
}

function isNumbering(head: string): boolean {
  return /^(?:序号|编号|序|No\.?|#)$/i.test(head)
}

/** Whether a line is no person but stands at the end of many lists: 合计 3人, 填表人：…, 共 3 人. */
export function isFoot(cells: string[]): boolean {
  const [first = ''] = cells.filter(Boolean).map((cell) => cell.replace(/\s/g, ''))
  if (/^(?:合计|总计|共计|小计|总人数)/.test(first)) return true
  return /^(?:(?:填表|填报|制表|审核|统计|经办|登记|联系)(?:人|日期|时间|单位)?|负责人|单位|日期|时间|备注|说明|注|盖章|签字|签名)[:：]|^共[\d一二三四五六七八九十百]+[人户]/.test(
    first,
  )
}
