/** The headers of every answer. */
import type { MiddlewareHandler } from 'hono'
import type { App } from '#platform/context.ts'

/** Headers that a page's own policy cannot say, and that static pages get from `public/_headers`. */
const headers = {
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // "same-origin" and not "no-referrer": under the latter browsers send `Origin: null` with our own forms.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
}

// A page brings a policy with the hashes of its own style and script; no frame is said beside it. Anything else may load nothing.
const unframed = "frame-ancestors 'none'"
const bare = `default-src 'none'; ${unframed}; base-uri 'none'; form-action 'none'`

export const securityHeaders: MiddlewareHandler<App> = async (c, next) => {
  await next()
  for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value)
  // Only public pages say for themselves how long they may be kept.
  if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store')
  const policy = c.res.headers.get('content-security-policy')
  if (!policy?.includes(unframed))
    c.res.headers.set('content-security-policy', policy ? `${policy}, ${unframed}` : bare)
}
