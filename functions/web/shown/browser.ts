/** The browser that a page was shown to: known by a cookie that says nothing, opens its own pages alone, and ends with it. */
import type { RequestContext } from '#platform/context.ts'
import { randomText } from '#platform/vault.ts'
import { deleteCookie, getCookie, setCookie } from '../cookies.ts'

const BACK = '__Host-back'
const SECRET_BYTES = 32
const where = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const

/** Beside the browser, for whom alone a page is: at the desk, for one session. */
export interface Audience {
  /** Of the answer that was just given; empty where it is for whoever holds the browser. */
  answered(c: RequestContext): string
  /** All for whom somebody who asks now may see a page. */
  asking(c: RequestContext): Promise<string[]>
}

/** Whoever holds the browser. */
export const anybody: Audience = { answered: () => '', asking: async () => [''] }

/** The secret of the browser that asks. */
export function secretOf(c: RequestContext): string | undefined {
  return /^[\w-]{43}$/.exec(getCookie(c, BACK) ?? '')?.[0]
}

/** Gives the browser a secret; pages of an earlier one open no more. */
export function newSecret(c: RequestContext): string {
  const secret = randomText(SECRET_BYTES)
  setCookie(c, BACK, secret, where)
  return secret
}

/** Whether it brought any cookie of ours back, so that it keeps the next one too. */
export function keepsCookies(c: RequestContext): boolean {
  return /(^|; )__Host-/.test(c.req.header('cookie') ?? '')
}

/** Nothing that was shown before can be gone back to: it was withdrawn, or somebody else holds the phone next. */
export function forgetShown(c: RequestContext): void {
  deleteCookie(c, BACK, where)
}

/** Whether this answer forgets what was shown before. */
export function forgets(answer: Response): boolean {
  return answer.headers.getSetCookie().some((line) => line.startsWith(`${BACK}=;`))
}
