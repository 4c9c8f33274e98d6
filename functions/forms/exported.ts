/** What stands in a file that leaves the desk: names that it shares with the pages, heads of columns, and the line that says who took it. */
import { type Day, dayAt, timeAt } from '#platform/clock.ts'
import { type Role, roleNames } from '#platform/roles.ts'
import { showDay } from './kinds/date.ts'
import { township } from './township.ts'

/** How far the village has come with a record. */
export type Stage = 'registered' | 'verified' | 'closed'
export const stageNames: Record<Stage, string> = { registered: '待核实', verified: '已核实', closed: '已办结' }
export const sourceNames: Record<string, string> = { self: '本人填', proxy: '别人代填', paper: '纸上抄的' }

/** Heads of the columns that no form asks for. */
export const heads = {
  list: ['号尾', '村', '办到哪一步', '谁填的', '登记的日子', '几个人'],
  counts: ['村', ...Object.values(stageNames).map((stage) => `${stage}（份）`), '一共（份）', '一共（人）'],
  book: ['编号', '什么事', '办到哪一步', '哪天提的', '最晚哪天', '村', '谁', '电话'],
  total: '合计',
}

/** In place of an answer that a file does not carry: health and the like, and what was written freely. */
export const kept = { hidden: '已填', written: '写了，请看登记台账' }

/** What a file is of, for the line at its head and foot. */
export interface Origin {
  form: string
  stage: Stage | ''
  /** Slugs. */
  villages: readonly string[]
  from: Day
  to: Day
  name: string
  role: Role
  /** UTC milliseconds. */
  at: number
  rows: number
  /** How many fitted, where there are more. */
  cut?: number | undefined
}

/** What not to do with it, who took it out and when, how much of what; `masked`: it has lines of persons. */
export function markOf(origin: Origin, masked: boolean): string {
  const { form, stage, villages, from, to, name, role, at, rows, cut } = origin
  const all = villages.length === Object.keys(township.villages).length
  const places = all ? '所有村' : villages.map((slug) => township.villages[slug]?.name ?? slug).join('、')
  const days = from || to ? `，到家日期${from ? `从${showDay(from)}起` : ''}${to ? `到${showDay(to)}为止` : ''}` : ''
  return [
    masked ? '姓名电话已遮，不要转发到群里。' : '只有数，没有姓名电话，也不要转发到群里。',
    `${name}（${roleNames[role]}）${showDay(dayAt(at))} ${timeAt(at)} 导出，共 ${rows} 行。`,
    cut ? `太多了，只有前 ${cut} 行，后面还有，请按日期分几次导。` : '',
    `${township.name}${form}，${stage ? stageNames[stage] : '每一步都有'}，${places}${days}。`,
    township.sample ? '示例，不是真的。' : '',
  ].join('')
}
