/** The audit in words: 村干部 王示例看了一份登记的全部内容（电话核实）. */
import type { Act, DeskAct } from '#audit/line.ts'
import { pass } from '#forms/checkpoint.ts'
import { forms } from '#forms/index.ts'
import { township } from '#forms/township.ts'
import type { AuditLine, Who } from '#oversight/auditor/view.ts'
import { endNames, rangNames } from './alerts.ts'
import { paperNames } from './certificates.ts'
import { actNames, contactNames, revealNames, stageNames } from './ledger.ts'
import { outcomeNames as answerNames, kindNames } from './requests.ts'
import { roleNames } from './staff.ts'
import { decisionNames } from './watch.ts'

const kinds: Record<string, string> = kindNames
const answers: Record<string, string> = answerNames

const deskActs: Record<DeskAct, string> = {
  list: '列出了登记台账',
  search: '查找了登记',
  export: '导出了文件',
  invite: '给了开通码',
  enrol: '开通了一台设备',
  try: '试了 PIN',
  enter: '进了工作台',
  leave: '退出了工作台',
  'leave-all': '在所有设备上退出',
  remove: '停用了一台设备',
  revoke: '停用了',
  unlock: '解锁了',
  audit: '看了访问记录',
  alarm: '看全部内容的次数快到上限',
}

/** What is done to one record; what has no sentence here is said by its name alone. */
const recordActs: Record<string, string> = {
  keep: '填了一份登记',
  open: '打开了自己的登记',
  correct: '更正了自己的登记',
  withdraw: '撤回了自己的登记',
  purge: '删除了一份到期的登记',
  copy: '拿走了一份自己的登记',
  look: '看了一份登记，姓名电话遮着',
  reveal: '看了一份登记的全部内容',
  verify: '核实了一份登记',
  contact: '联系了一户',
  note: '给一户记了一笔',
  merge: '把两份登记并成一份',
  split: '把并起来的两份登记拆开',
  assign: '定了谁负责一户',
  close: '办结了一份登记',
  request: '提了一个要求',
  'request-look': '看了本人的一个要求',
  answer: '答复了本人的一个要求',
  'alert-look': '看了一个人的体温和不舒服，姓名电话遮着',
  acknowledge: '看到了一条发热提醒',
  transfer: '安排了一个人转运',
  'alert-close': '办完了一条发热提醒',
  'care-look': '看了一户要帮的忙',
  'care-take': '接下了一户要帮的忙',
  'care-done': '帮好了一户',
  certify: '开了一张观察的告知书或证明',
  'certificate-check': '验了一张告知书或证明',
  'checkpoint-look': '在卡点查了一份登记，姓名遮着',
  pass: '在卡点记了一次进出',
}

/** The acts that can be chosen, in words. */
export const acts: [act: Act, words: string][] = [...Object.keys(actNames), ...Object.keys(deskActs)].map((act) => [
  act as Act,
  nameOf(act as Act),
])

function nameOf(act: Act): string {
  const names: Record<string, string> = { ...actNames, ...deskActs }
  return recordActs[act] ?? names[act] ?? act
}

/** 村干部 王示例; the holder and the machine have no name. */
export function whoInWords({ id, name, role }: Who): string {
  if (name && role) return `${roleNames[role]} ${name}`
  return machines[id] ?? `设备 ${tagOf(id)}`
}

/** What was done, without who did it. */
export function actInWords({ act, detail, whom }: AuditLine): string {
  const more = detailInWords(act, detail)
  return nameOf(act) + (whom ? ` ${whoInWords(whom)}` : '') + (more && `（${more}）`)
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
  if (act === 'request' || act === 'request-look') return kinds[detail] ?? detail
  if (act === 'alert-look') return rangNames[detail as keyof typeof rangNames] ?? detail
  if (act === 'alert-close') return endNames[detail as keyof typeof endNames] ?? detail
  if (act === 'answer') return answers[detail] ?? detail
  if (act === 'certify' || act === 'certificate-check') return paperNames[detail as keyof typeof paperNames] ?? detail
  if (act === 'pass') return pass.direction.choices?.[detail] ?? detail
  if (act === 'export') return `${first} 行，${rest.map((slug) => exported[slug] ?? word(slug)).join('　')}`
  if (act === 'list' || act === 'search') return `${first} 份，${rest.map(word).join('　')}`
  if (act === 'audit')
    return detail
      .split(' ')
      .map((slug) => audited[slug] ?? actNames[slug as keyof typeof actNames] ?? slug)
      .join('，')
  if (act === 'alarm') return `${first === 'day' ? '一天' : '一小时'} ${rest[0]} 份`
  // The other record, or whom it was given to, by the sign under which an auditor knows them.
  if (act === 'merge' || act === 'split' || act === 'assign') return tagOf(detail)
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
