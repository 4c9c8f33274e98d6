/**
 * Gives each page a policy of its own. Astro's would name all scripts and styles of the site in each page, a seventh of a
 * notice's bytes, and hash a sheet anew for each page that wears it.
 */
import type { MiddlewareHandler } from 'astro'
import { policyOf } from './page/policy.ts'

// All that a policy speaks of stands behind it.
const START = '<meta charset="utf-8">'

export const onRequest: MiddlewareHandler = async ({ isPrerendered }, next) => {
  const page = await next()
  if (!page.headers.get('content-type')?.startsWith('text/html')) return page
  const html = await page.text()
  const policy = policyOf(html)
  // A file has no headers of its own.
  if (isPrerendered) return new Response(html.replace(START, START + inPage(policy)), page)
  page.headers.set('content-security-policy', policy)
  return new Response(html, page)
}

function inPage(policy: string): string {
  return `<meta http-equiv="content-security-policy" content="${policy}">`
}
