/** Which column of a pasted list answers which question, by the heads that villages write; pure. */
import type { Fields } from './field.ts'
import type { Column } from './list.ts'

/** Puts the words of a cell where they belong; nothing for a column that is passed over. */
export type Taker = ((words: string) => Record<string, string>) | undefined

interface Headed {
  /** The line of the heads; what stands above it is a title. */
  row: number
  takers: Taker[]
  /** Heads that nobody asks about. */
  unused: string[]
  /** Columns that look like one that another answers better: nothing of them is taken, and nothing of them is lost. */
  seconds: { head: string; index: number }[]
}

interface Place {
  path: string
  names: readonly string[]
  take: NonNullable<Taker>
}

// Titles are a line or two.
const HIGHEST = 4
// At least so many heads, so that a person called like one is no line of heads.
const FEWEST = 2

/** The heads of `table`; nothing where it has none. */
export function headsIn(table: string[][], columns: Column[], fields: Fields): Headed | undefined {
  const places = placesOf(columns, fields)
  const found = table.slice(0, HIGHEST).map((cells) => cells.map((cell) => candidatesFor(cell, places)))
  const row = found.findIndex((cells) => new Set(cells.flatMap(([best]) => best?.place.path ?? [])).size >= FEWEST)
  const [cells, candidates] = [table[row], found[row]]
  if (!cells || !candidates) return undefined
  // Of two columns for one question the better head has it, and of equals the first: never the last.
  const winners = new Map<string, number>()
  candidates.forEach(([best], index) => {
    if (!best) return
    const before = winners.get(best.place.path)
    if (before === undefined || best.score > (candidates[before]?.[0]?.score ?? 0)) winners.set(best.place.path, index)
  })
  const takers = candidates.map(
    ([best], index): Taker => (best && winners.get(best.place.path) === index ? best.place.take : undefined),
  )
  const seconds = candidates.flatMap(([best], index) =>
    best && !takers[index] ? [{ head: cells[index] ?? '', index }] : [],
  )
  const unused = cells.filter((head, index) => head && !takers[index] && !isNumbering(head))
  return { row, takers, unused, seconds }
}

function placesOf(columns: Column[], fields: Fields): Place[] {
  const each = columns.map(
    ({ path, label, field }): Place => ({
      path,
      names: [label, ...field.heads],
      take: (words) => ({ [path]: words }),
    }),
  )
  // Parts of a group in one cell: 广东深圳.
  const whole = Object.entries(fields).flatMap(([path, { label, heads, split }]): Place[] => {
    const take = (words: string) =>
      Object.fromEntries(Object.entries(split?.(words) ?? {}).map(([part, said]) => [`${path}.${part}`, said]))
    return split ? [{ path, names: [label, ...heads], take }] : []
  })
  return [...each, ...whole]
}

/** What a head may mean, the likeliest first. */
function candidatesFor(head: string, places: Place[]): { place: Place; score: number }[] {
  // Somebody's phone or day is no head.
  if (!head || /\d{3}/.test(head)) return []
  return places
    .map((place) => ({ place, score: scoreOf(head, place) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
}

// Our own word for a question says it better than another's.
const OWN = 100
const EXACT = 90
const ANOTHERS = 50

function scoreOf(head: string, { names: [own, ...others] }: Place): number {
  const plain = head.replace(/[\s（）()：:*]/g, '')
  const score = plain === own ? OWN : Math.max(...[own ?? '', ...others].map((name) => alike(plain, name)))
  // 紧急联系人手机号 and 昨日体温 look like what is asked, and are not.
  return score > 0 && /昨|上次|紧急|亲属|监护人|负责人|包保/.test(plain) ? Math.max(1, score - ANOTHERS) : score
}

function alike(head: string, name: string): number {
  if (head === name) return EXACT
  if (head.length > 1 && name.includes(head)) return head.length
  return name.length > 1 && head.includes(name) ? name.length : 0
}

function isNumbering(head: string): boolean {
  return /^(?:序号|编号|序|No\.?|#)$/i.test(head)
}

/** Whether a line is no person but the last of many lists: 合计 3人. */
export function isSum(cells: string[]): boolean {
  const [first = ''] = cells.filter(Boolean)
  return /^(?:合计|总计|共计|小计)/.test(first.replace(/\s/g, ''))
}
