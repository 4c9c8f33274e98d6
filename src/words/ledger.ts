/** The ledger in words: stages, sources, what came of a call, why a record was revealed, and what happened to it. */
import type { RecordAct } from '#audit/acts.ts'
import type { AuditEvent, OpenCount } from '#audit/store.ts'
import { sourceNames, stageNames } from '#forms/exported.ts'
import { showDay } from '#forms/kinds/date.ts'
import { addDays, type Day, dayAt, timeAt } from '#platform/clock.ts'
import type { Filter } from '#register/ledger/filter.ts'
import type { Reason } from '#register/ledger/reveal.ts'
import type { ContactOutcome } from '#register/ledger/store/found.ts'
import type { What } from '#today/view.ts'
import { wordsOf } from './acts.ts'
import { detailOfEntry } from './books.ts'
import { passNames } from './checkpoint.ts'
import { roleNames } from './staff.ts'

export { sourceNames, stageNames }

/** What waits, on the first page and as shortcuts of the list. */
export const waitNames: Record<What | 'rings' | 'alike', string> = {
  registered: '待核实',
  today: '今天到',
  tomorrow: '明天到',
  unreached: '没联系上',
  rings: '发热或不舒服',
  alike: '像登记了两次',
  verified: '已核实未办结',
  mine: '我包的户',
}

/** Of a volunteer, by name and phone. */
export const observedToo = '在观察'

export const outcomeNames: Record<Exclude<ContactOutcome, 'note'>, string> = {
  reached: '联系上了',
  'no-answer': '没人接',
  'wrong-number': '号码不对',
  refused: '不愿意说',
  visited: '上门见到了',
  'not-home': '联系上了，还没到家',
  left: '联系上了，提前离开了',
}

/** Everything that may stand among the contacts of a record. */
export const contactNames: Record<ContactOutcome, string> = { ...outcomeNames, note: '记了一笔' }

export const reasonNames: Record<Reason, string> = {
  verify: '电话核实',
  visit: '上门',
  care: '就医联系',
  asked: '本人要求',
  work: '其他工作需要',
}

/** Why something was revealed, with what nobody chooses: the phone of who has not reported. */
export const revealNames: Record<string, string> = {
  ...reasonNames,
  chase: '问体温',
  card: '打印登记卡',
  correct: '更正',
}

/** One line of a record's history: 村干部看了全部内容（电话核实）. `holder` is what its holder is called here. */
export function eventInWords({ actor, act, detail }: AuditEvent, holder: string): string {
  const names: Record<string, string> = { ...roleNames, holder, public: '有人', timer: '系统' }
  const details: Partial<Record<RecordAct, Record<string, string>>> = {
    reveal: revealNames,
    contact: outcomeNames,
    pass: passNames,
    'enter-for': { proxy: '本人口述', paper: '照纸上抄' },
  }
  const said = act.startsWith('entry-') ? detailOfEntry(detail) : details[act]?.[detail]
  return `${names[actor] ?? actor}${wordsOf(act).record}${said ? `（${said}）` : ''}`
}

/** 工作人员看过全部内容 3 次：村干部 2 次、卫生院 1 次。 */
export function openedInWords(opened: OpenCount[]): string {
  const names: Record<string, string> = roleNames
  const all = opened.reduce((sum, { times }) => sum + times, 0)
  if (all === 0) return '工作人员还没有看过全部内容。'
  const each = opened.map(({ role, times }) => `${names[role]} ${times} 次`).join('、')
  // More are not counted, see functions/audit/store.ts.
  return `工作人员看过全部内容 ${all} 次${all < 90 ? '' : '以上'}：${each}。`
}

/** 2026年5月7日 09:05. */
export function showMoment(instant: number): string {
  return `${showDay(dayAt(instant))} ${timeAt(instant)}`
}

/** The address of the list that differs from `filter` in these. */
export function listAddress(filter: Filter, other: Partial<Filter>): string {
  const said = Object.entries({ ...filter, ...other }).filter(([, value]) => value !== '')
  return `/staff/records?${new URLSearchParams(said)}`
}

const markNames: Record<Exclude<Filter['mark'], ''>, string> = {
  rings: '说了发热或不舒服、卫生院还没办完的',
  alike: '像是登记了两次的',
}

/** What a list is narrowed to besides its village, form and stage: 今天到家的、别人代填的; empty where it is not. */
export function narrowedTo({ source, calls, mark, whose, from, to }: Filter, today: Day): string {
  const days: Record<string, string> = { [today]: '今天到家的', [addDays(today, 1)]: '明天到家的' }
  const between = [from && `${showDay(from)}起`, to && `到${showDay(to)}为止`].filter(Boolean).join('，')
  const arrival = from && from === to ? (days[from] ?? `${showDay(from)}到家的`) : between && `${between}到家的`
  return [
    arrival,
    calls && '没联系上的',
    mark && markNames[mark],
    whose && '我包的户',
    source && `${sourceNames[source]}的`,
  ]
    .filter(Boolean)
    .join('、')
}
