/** An optional lock before the desk's own: the token that Cloudflare Access puts on each request it lets through. */
import type { MiddlewareHandler } from 'hono'
import { type JWTVerifyGetKey, jwtVerify } from 'jose'
import type { App } from '#platform/context.ts'
import { errorPage } from '#web/error-page.ts'
import { failed } from '#web/log.ts'
import { type Fetching, keysAt } from './access-keys.ts'
import { limits } from './limits.ts'

/** The header is Cloudflare's own word; a cookie with the same token could come from anywhere. */
const HEADER = 'cf-access-jwt-assertion'
const TEAM = /^https:\/\/[a-z\d-]+\.cloudflareaccess\.com$/
const AUDIENCE = /^[\da-f]{64}$/

/**
 * Middleware: where Access is set up (`ACCESS_TEAM`, the team's address `https://NAME.cloudflareaccess.com`, and `ACCESS_AUD`, the application's audience tag), lets in only who brings its token; whatever is wrong, they see the page of everybody
 * who is not let in. Where it is set up by half or wrongly, nobody is let in.
 */
export function gate(fetching: Fetching = (address, options) => fetch(address, options)): MiddlewareHandler<App> {
  const keys = new Map<string, JWTVerifyGetKey>()
  return async (c, next) => {
    const { ACCESS_TEAM: team, ACCESS_AUD: audience } = c.env
    if (!team && !audience) return next()
    if (!team || !audience || !TEAM.test(team) || !AUDIENCE.test(audience)) {
      failed(c, 'access-half-set: set ACCESS_TEAM and ACCESS_AUD')
      return errorPage(c, 'away', 503)
    }
    const known = keys.get(team) ?? keysAt(`${team}/cdn-cgi/access/certs`, fetching)
    keys.set(team, known)
    if (await isGood(c.req.header(HEADER), known, team, audience)) return next()
    return c.render({ page: 'staff-door', status: 403, tried: false, limits })
  }
}

/** Whether `token` was signed by the team for this application, and is good now. */
async function isGood(token: string | undefined, keys: JWTVerifyGetKey, issuer: string, audience: string) {
  if (!token) return false
  try {
    // One algorithm: with "none", or with a public key taken for a shared secret, anybody could sign.
    await jwtVerify(token, keys, { algorithms: ['RS256'], issuer, audience, requiredClaims: ['exp', 'iat'] })
    return true
  } catch {
    return false
  }
}
