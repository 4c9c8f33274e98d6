/** What comes with a step about an alert: how it went, and a word about it. */
import { isOdd, lengthOf } from '#forms/typed.ts'
import type { RequestContext } from '#platform/context.ts'
import { limits } from '#register/ledger/limits.ts'
import type { FormVars } from '#web/body.ts'
import { sent } from '#web/sent.ts'
import type { AlertView } from './view.ts'

/** What came with a step, as it came: it is shown again where it is not kept. */
export function typedIn(
  c: RequestContext<FormVars>,
  step: 'contact' | 'close' | 'measure',
): NonNullable<AlertView['typed']> {
  const chosen = sent(c.var.raw, step === 'contact' ? 'outcome' : 'end')
  return { step, chosen, note: sent(c.var.raw, 'note') }
}

/** The words that came with a step, undefined where they cannot be kept; and the id under which they would be. */
export function wordsIn(c: RequestContext<FormVars>): { note: string | undefined; call: string } {
  const note = sent(c.var.raw, 'note').trim()
  const call = /^[\w-]{22}$/.exec(sent(c.var.raw, 'call'))?.[0] ?? ''
  return { note: lengthOf(note) > limits.note || isOdd(note) ? undefined : note, call }
}
