/** The audit in words: 村干部 王示例看了一份登记的全部内容（电话核实）. */
import type { Act } from '#audit/acts.ts'
import { forms } from '#books/index.ts'
import { pass } from '#forms/checkpoint.ts'
import { township } from '#forms/township.ts'
import type { AuditLine, Who } from '#oversight/auditor/view.ts'
import { actWords, wordsOf } from './acts.ts'
import { endNames, rangNames } from './alerts.ts'
import { detailOfEntry } from './books.ts'
import { paperNames } from './certificates.ts'
import { contactNames, revealNames, stageNames } from './ledger.ts'
import { roleNames } from './staff.ts'
import { decisionNames } from './watch.ts'

/** The acts that can be chosen, in words. */
export const acts = Object.entries(actWords).map(([act, { audit }]) => [act, audit] as const)

/** 村干部 王示例; the holder and the machine have no name. */
export function whoInWords({ id, name, role }: Who): string {
  if (name && role) return `${roleNames[role]} ${name}`
  return machines[id] ?? `设备 ${tagOf(id)}`
}

/** What was done, without who did it. */
export function actInWords({ act, detail, whom }: AuditLine): string {
  const more = detailInWords(act, detail)
  return wordsOf(act).audit + (whom ? ` ${whoInWords(whom)}` : '') + (more && `（${more}）`)
}

/** A record or a device as an auditor may know it. */
export function tagOf(id: string): string {
  return id.slice(0, 8)
}

/** `3f2a 91bc`: what is read out of a head. */
export function headInWords(head: string): string {
  return head.slice(0, 8).replace(/^.{4}/, '$& ')
}

function detailInWords(act: Act, detail: string): string {
  const [first = '', ...rest] = detail.split(' ')
  const names: Record<string, string | undefined> = {
    ...revealNames,
    ...contactNames,
    ...stageNames,
    ...sought,
    ...decisionNames,
  }
  const word = (slug: string) => names[slug] ?? township.villages[slug]?.name ?? forms[slug]?.title ?? slug
  if (act.startsWith('entry-')) return detailOfEntry(detail)
  if (act === 'alert-look') return rangNames[detail as keyof typeof rangNames] ?? detail
  if (act === 'alert-close') return endNames[detail as keyof typeof endNames] ?? detail
  if (act === 'certify' || act === 'certificate-check') return paperNames[detail as keyof typeof paperNames] ?? detail
  if (act === 'pass') return pass.direction.choices?.[detail] ?? detail
  if (act === 'export') return `${first} 行，${rest.map((slug) => exported[slug] ?? word(slug)).join('　')}`
  if (act === 'list' || act === 'search') return `${first} 份，${rest.map(word).join('　')}`
  if (act === 'audit')
    return detail
      .split(' ')
      .map((slug) => audited[slug] ?? actWords[slug as Act]?.record ?? actWords[slug as Act]?.audit ?? slug)
      .join('，')
  if (act === 'alarm') return `${first === 'day' ? '一天' : '一小时'} ${rest[0]} 份`
  // The other record, or whom it was given to, by the sign under which an auditor knows them.
  if (act === 'merge' || act === 'split' || act === 'apart' || act === 'assign') return tagOf(detail)
  return names[detail] ?? detail
}

const machines: Record<string, string> = {
  ...{ holder: '本人', public: '查验的人', command: '管理网站的人', timer: '系统（定时）' },
}
const sought: Record<string, string> = {
  reference: '按登记号',
  phone: '按手机号',
  tail: '按手机号后四位',
  name: '按姓名',
  same: '为了并成一份',
  requests: '本人的要求',
  ending: '快到期的登记',
  alerts: '发热提醒',
  care: '要帮的忙',
  closing: '该结束观察的',
  watch: '体温',
  all: '全部村',
  open: '还没办结',
}
const exported: Record<string, string> = { lines: '名单', counts: '人数', xlsx: '表格', csv: 'CSV', all: '每一步' }
const audited: Record<string, string> = { actor: '按人', people: '人员' }
