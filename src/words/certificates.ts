/** Papers in words: what each is called, and why there is none now. */
import { showDay } from '#forms/kinds/date.ts'
import { dayAt } from '#platform/clock.ts'
import type { CertificateKind, Term } from '#protection/certificates/term.ts'
import type { CertificatesView } from '#protection/certificates/view.ts'

export const paperNames: Record<CertificateKind, string> = { notice: '居家观察告知书', release: '解除观察证明' }

export const certificateResults: Record<NonNullable<CertificatesView['result']>, string> = {
  early: '现在不能开。可能是观察还没结束，或者刚刚有人改了日子，请看看下面。',
  undecided: '日子满了，还要卫生院上门看一次，定下观察结束，才能打解除证明。请打卫生院电话，请他们来看。',
  alarmed: '卫生院还在处理发热的事，请先打卫生院电话，由卫生院开。',
  quota: '这一小时开得太多了，请过一会儿再来。',
}

/** Of what nobody has looked at; it stands first wherever it is read. */
export const unchecked = '本人申报，未核实'

/** How many days come after day 0. */
export function daysIn({ first, last }: Term): number {
  return Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000)
}

/** 2026年11月22日, of a moment. */
export function issuedOn(at: number): string {
  return showDay(dayAt(at))
}
