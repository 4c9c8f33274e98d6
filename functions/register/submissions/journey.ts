/** The steps that a first registration and a correction share: ask, look, settle. */
import { check } from '#forms/check.ts'
import type { Answers } from '#forms/form.ts'
import type { FormRoute } from '#forms/form-route.ts'
import { compact, type Raw, untangle, withoutRow, withRow } from '#forms/page.ts'
import { trap } from '#forms/trap.ts'
import { dayAt } from '#platform/clock.ts'
import type { RequestContext } from '#platform/context.ts'
import { randomText } from '#platform/vault.ts'
import type { FormVars } from '#web/body.ts'
import { getCookie, setCookie, VISIT } from '#web/cookies.ts'
import { reportUnavailable } from '#web/error-page.ts'
import { sent } from '#web/sent.ts'
import { issue, readToken } from './token.ts'
import type { CheckView, QuestionsView } from './view.ts'

/** 请核对, with a token for just these answers, where all are right; otherwise the questions again. */
export async function look(c: RequestContext<FormVars>, route: FormRoute): Promise<CheckView | QuestionsView> {
  const asked = ask(route, c.var.raw, c.var.now)
  return 'answers' in asked ? lookAt(c, route, asked.answers) : asked
}

/** 请核对 for these answers. */
export async function lookAt(c: RequestContext, route: FormRoute, answers: Answers): Promise<CheckView> {
  const token = await issue(c.var.vault, route.purpose, answers, c.var.now, visitOf(c))
  return { page: 'check', route, answers, token }
}

/**
 * Does what was looked at: `act` gets the answers and the token's key. Where nobody looked, the page comes once more;
 * where the database is away, it comes with the same token, so that the next press is the same press.
 */
export async function settle<Done>(
  c: RequestContext<FormVars>,
  route: FormRoute,
  act: (answers: Answers, key: string) => Promise<Done>,
): Promise<Done | CheckView | QuestionsView> {
  const asked = ask(route, c.var.raw, c.var.now)
  if (!('answers' in asked)) return asked
  const { answers } = asked
  const token = sent(c.var.raw, 'token')
  const key = await readToken(c.var.vault, token, route.purpose, answers, c.var.now)
  if (!key) return { ...(await lookAt(c, route, answers)), again: 'look' }
  try {
    return await act(answers, key)
  } catch (error) {
    reportUnavailable(c, error)
    return { page: 'check', route, answers, token, again: 'away', status: 503 }
  }
}

/** The answers where all are right; otherwise the questions, with what is wrong, or with a row more or less where that was the button. */
function ask(route: FormRoute, raw: Raw, now: number): QuestionsView | { answers: Answers } {
  const { form } = route
  const page = { page: 'questions', route, errors: {} } as const
  const [more, remove, edit] = [sent(raw, 'more'), sent(raw, 'remove'), sent(raw, 'edit')]
  if (more) return { ...page, raw: withRow(form, raw, more) }
  if (remove) return { ...page, raw: withoutRow(form, raw, remove) }
  const typed = compact(form, raw)
  if (edit) return { ...page, raw: typed }
  const { answers, errors } = check(form, untangle(form, typed), { ...route.context, today: dayAt(now) })
  const also = {
    ...(answers && route.rule?.(answers)),
    ...(sent(raw, trap.name) ? { [trap.name]: trap.sentence } : {}),
  }
  if (answers && Object.keys(also).length === 0) return { answers }
  return { ...page, raw: typed, errors: { ...errors, ...also }, status: 422 }
}

function visitOf(c: RequestContext): string {
  const known = getCookie(c, VISIT)
  const visit = known && /^[\w-]{22}$/.test(known) ? known : randomText(16)
  setCookie(c, VISIT, visit, { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' })
  return visit
}
