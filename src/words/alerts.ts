/** 发热提醒 in words: what rang, how it stands, who took which step, how long ago. */

import type { AlertKind } from '#forms/signals.ts'
import { township } from '#forms/township.ts'
import { dayAt, timeAt } from '#platform/clock.ts'
import type { AlertOutcome, AlertState, NamelessOutcome } from '#protection/alerts/state.ts'
import type { AlertView, NamelessLine, Rang, Taken } from '#protection/alerts/view.ts'
import { degrees, shortDay, slotInWords } from './check-in.ts'
import { roleNames } from './staff.ts'

const { escalateMinutes } = township.observation

export const rangNames: Record<AlertKind, string> = { fever: '发热', symptom: '不舒服', rising: '体温连着升' }

/** 发热 37.8 ℃，气促; or what a village may know: 不舒服. */
export function rangInWords({ kind, temperature, symptoms }: Rang): string {
  const measured = temperature ? `${degrees(temperature)} ℃` : ''
  if (kind === 'symptom') return [symptoms || rangNames.symptom, measured].filter(Boolean).join('　')
  // 发热 39.2 ℃，发热 says one thing twice.
  const besides = symptoms
    ?.split('、')
    .filter((each) => each !== rangNames[kind])
    .join('、')
  return [[rangNames[kind], measured].filter(Boolean).join(' '), besides].filter(Boolean).join('，')
}

/** 上午的体温，17:58 报的。 Where and when it was told. */
export function toldWhere({ source, place, party, openedAt }: AlertView, now: number): string {
  if (source === 'registration') return `登记时说的，${shortMoment(openedAt, now)} 报上来。`
  if (source === 'gate' && party)
    return `卡点 ${shortMoment(party.at, now)} 量的，${party.people > 1 ? `这一户 ${party.people} 人中一人。` : '就他一个人。'}`
  return `${slotInWords(place, dayAt(now))}的体温，${shortMoment(openedAt, now)} 报的。`
}

/** A shape first, then the word; the colour comes last. */
export const states: Record<AlertState, { shape: string; words: string; tone: string }> = {
  unseen: { shape: '●', words: '还没人看', tone: 'tone-false' },
  seen: { shape: '◔', words: '有人在办', tone: 'tone-urgent' },
  contacted: { shape: '◑', words: '联系上了', tone: 'tone-urgent' },
  transferred: { shape: '◕', words: '转运了', tone: 'tone-urgent' },
  closed: { shape: '○', words: '办完了', tone: '' },
}

/** What stands beside the state of an alert that the town must hear of. */
export const tooLong = `▲ 超过 ${escalateMinutes} 分钟没人看`

export const endNames: Record<AlertOutcome, string> = {
  better: '退烧了，没事了',
  mistake: '误报，量错了或填错了',
  transferred: '转运了',
  other: '其他',
}

/** 柳溪村，21:39 撤回的登记里有一个发热. */
export function namelessInWords({ village, kind, how, goneAt }: NamelessLine, now: number): string {
  const rang = { fever: '一个发热', symptom: '一个人不舒服', rising: '一个人体温连着升' }[kind]
  const where = township.villages[village]?.name ?? village
  return `${where}，${shortMoment(goneAt, now)} ${how === 'over' ? '到期删除' : '撤回'}的登记里有${rang}`
}

/** What happened to the record, and what is left to do. */
export function goneInWords({ how }: NamelessLine): string {
  const went = how === 'over' ? '这份登记保存到期' : '本人撤回了登记'
  return `${went}，姓名、电话和填的内容都销毁了，这里查不到是谁。`
}

export const namelessEnds: Record<NamelessOutcome, string> = {
  better: '问到了，人没事',
  treated: '问到了，送去看病了',
  other: '其他，写在说明里',
}

export const stepNames: Record<Taken['step'], string> = {
  acknowledge: '看到了',
  contact: '联系上了',
  transfer: '安排了转运',
  close: '办完了',
}

/** 卫生院 王示例. */
export function byWhom({ by }: Taken): string {
  return by ? `${roleNames[by.role]} ${by.name}` : '本人撤回了登记'
}

/** 12 分钟前. */
export function agoInWords(instant: number, now: number): string {
  const minutes = Math.floor((now - instant) / 60_000)
  if (minutes < 1) return '刚刚'
  if (minutes < 60) return `${minutes} 分钟前`
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} 小时前` : shortDay(dayAt(instant))
}

/** What an alert of days says aloud: 已经 10 天没办完. */
export function daysInWords(days: number): string {
  return `已经 ${days} 天没办完`
}

/** 17:58, of another day 11月22日 17:58. */
export function shortMoment(instant: number, now: number): string {
  const day = dayAt(instant)
  return day === dayAt(now) ? timeAt(instant) : `${shortDay(day)} ${timeAt(instant)}`
}

/** What was just done with an alert. */
export const done: Partial<Record<NonNullable<AlertView['result']>, string>> = {
  acknowledge: '记下了，您在办。请打电话问一问。',
  contact: '记好了。',
  measured: '体温记好了，不到发热。',
  'measured-fever': '体温记好了，还是发热，这一次也会提醒。',
  transfer: '记好了。这个人从现在起不用再报体温。',
  close: '办完了。',
  'transfer-back': '转运取消了。这个人从现在起又要报体温。',
  'alert-reopen': '重新打开了，您接着办。',
}

/** Or why it was not: a heading and a sentence. */
export const undone = ({
  note,
}: AlertView['limits']): Partial<Record<NonNullable<AlertView['result']>, [string, string]>> => ({
  late: ['已经有人办了', '别人先办了这一步。下面是现在的样子。'],
  unchosen: ['请选结果', '结果还没选。'],
  unmeasured: ['体温没有记', '请填量到的体温，例如 36.5。'],
  note: ['说明太长了', `说明最多 ${note} 个字，不能有特殊符号，请改一下。`],
  words: ['请写说明', '选了“其他”，请在说明里写一句。'],
  untransferred: ['还没记转运', '要按“转运了”办完，请先点“安排了转运”。'],
  unchecked: [
    '还不能按误报办完',
    '要先打通电话问过本人，或者有后来量的、不到发热的体温。电话打通了，先在“记一次联系”里记下来。',
  ],
  quota: ['先歇一歇', '这一小时看得太多了。急的请打镇指挥部电话。'],
})
