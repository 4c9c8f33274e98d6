/** Every act of the audit in words, one row each, in the order in which the auditor may choose them. */
import type { Act, ActThat, RecordAct } from '#audit/acts.ts'

/** As an auditor reads it after a name, who may not know whose record it was: 核实了一份登记. */
interface Words {
  audit: string
}

/** As the holder and the desk read it in the history of one record: 村干部核实. */
interface OfRecord {
  record: string
}

/** Before a number of times: 王示例看了 3 次. */
interface OfLook {
  often: string
}

/** After who and when, where it surprises somebody at work on the record: 王示例刚才把它改成了已核实. */
interface OfChange {
  change: string
}

type WordsOf<A extends Act> = Words &
  (A extends RecordAct ? OfRecord : unknown) &
  (A extends ActThat<{ look: true }> ? OfLook : unknown) &
  (A extends ActThat<{ changes: true }> ? OfChange : unknown)

const acts = {
  keep: { record: '登记', audit: '填了一份登记' },
  'enter-for': { record: '代登记', audit: '代登记' },
  'enter-undo': { record: '撤销存错的名单', audit: '撤销存错的名单，撤回了一份登记' },
  open: { record: '打开查看', often: '打开查看', audit: '打开了自己的登记' },
  correct: { record: '更正', change: '更正了内容', audit: '更正了一份登记' },
  withdraw: { record: '撤回', audit: '撤回了自己的登记' },
  purge: { record: '到期删除', audit: '删除了一份到期的登记' },
  copy: { record: '拿走一份', audit: '拿走了一份自己的登记' },
  look: { record: '看了遮着的内容', often: '看了', audit: '看了一份登记，姓名电话遮着' },
  reveal: { record: '看了全部内容', often: '全部显示', audit: '看了一份登记的全部内容' },
  verify: { record: '核实', change: '把它改成了已核实', audit: '核实了一份登记' },
  contact: { record: '联系', audit: '联系了一户' },
  note: { record: '记了一笔', audit: '给一户记了一笔' },
  close: { record: '办结', change: '把它改成了已办结', audit: '办结了一份登记' },
  merge: { record: '把它和重复的一份并在一起', change: '把它和重复的一份并在一起了', audit: '把两份登记并成一份' },
  split: { record: '把它和并在一起的一份拆开', change: '把它和并在一起的一份拆开了', audit: '把并起来的两份登记拆开' },
  apart: { record: '看过，和像它的一份不是同一家', audit: '看过两份像的登记，不是同一家' },
  assign: { record: '定了谁负责这一户', change: '换了负责这一户的人', audit: '定了谁负责一户' },
  'check-in': { record: '报体温', audit: '报体温' },
  'entry-write': { record: '写了一条', audit: '写了一条' },
  'entry-look': { record: '看了一条', audit: '看了一条，姓名电话遮着' },
  'entry-step': { record: '办了一步', audit: '办了一步' },
  'entry-undo': { record: '退回了一步', audit: '退回了一步' },
  'alert-look': { record: '看了体温和不舒服的情况', audit: '看了一个人的体温和不舒服，姓名电话遮着' },
  acknowledge: { record: '看到了发热提醒', audit: '看到了一条发热提醒' },
  transfer: { record: '安排了转运', audit: '安排了一个人转运' },
  'transfer-back': { record: '取消了转运', audit: '取消了一个人的转运' },
  'alert-close': { record: '办完了发热提醒', audit: '办完了一条发热提醒' },
  'alert-reopen': { record: '重新打开了发热提醒', audit: '重新打开了一条办完的发热提醒' },
  observe: { record: '改了观察期的安排', audit: '改了观察期的安排' },
  certify: { record: '开了观察的告知书或证明', audit: '开了一张观察的告知书或证明' },
  'certificate-check': {
    record: '验了一张告知书或证明',
    often: '验了告知书或证明',
    audit: '验了一张告知书或证明',
  },
  'checkpoint-look': { record: '在卡点查了登记号', often: '在卡点查了', audit: '在卡点查了一份登记，姓名遮着' },
  pass: { record: '在卡点记了一次进出', audit: '在卡点记了一次进出' },
  list: { audit: '列出了登记台账' },
  search: { audit: '查找了登记' },
  export: { audit: '导出了文件' },
  invite: { audit: '给了开通码' },
  enrol: { audit: '开通了一台设备' },
  try: { audit: '试了 PIN' },
  enter: { audit: '进了工作台' },
  leave: { audit: '退出了工作台' },
  'leave-all': { audit: '在所有设备上退出' },
  remove: { audit: '停用了一台设备' },
  revoke: { audit: '停用了' },
  unlock: { audit: '解锁了' },
  audit: { audit: '看了访问记录' },
  alarm: { audit: '看全部内容的次数快到上限' },
} satisfies { [A in Act]: WordsOf<A> }

type AnyWords = Words & Partial<OfRecord & OfLook & OfChange>

export const actWords: Record<Act, AnyWords> = acts

// A line that another version of this site wrote breaks no page.
const foreign = '做了一件这一版网站不认识的事'

/** The words of an act as a line of the audit has it. */
export function wordsOf(act: Act): AnyWords {
  return Object.hasOwn(acts, act) ? actWords[act] : { record: foreign, audit: foreign }
}
