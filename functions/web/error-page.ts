/** What went wrong that is not about an answer: told to the person, and to the operator. */
import type { RequestContext } from '#platform/context.ts'
import { failed } from './log.ts'
import type { ErrorView } from './view.ts'

/** Tells the operator that something failed, and the browser when to come back. */
export function reportUnavailable(c: RequestContext, error: unknown): void {
  failed(c, error)
  c.header('retry-after', '60')
}

/** The page, or for the API the word, that says what to do. */
export function errorPage(
  c: RequestContext,
  why: ErrorView['why'],
  status: ErrorView['status'],
  more: Pick<ErrorView, 'resend'> = {},
): Response | Promise<Response> {
  if (c.req.path.startsWith('/api/')) return c.json({ error: why }, status)
  return c.render({ page: 'error', why, status, ...more })
}
