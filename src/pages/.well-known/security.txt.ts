/** Whom to tell of a hole in the site (RFC 9116): the command post, by telephone. */
import type { APIRoute } from 'astro'
import { township } from '#forms/township.ts'
import { address, instant } from '#src/feeds/address.ts'
import { builtAt } from '#src/page/built.ts'

// Less than a year, as the RFC asks; each build says it anew.
const HALF_A_YEAR_MS = 182 * 86_400_000
const self = address('/.well-known/security.txt')

export const GET: APIRoute = () => {
  const lines = [
    `Contact: tel:${township.contacts.commandPost.phone};phone-context=+86`,
    `Expires: ${instant(builtAt + HALF_A_YEAR_MS)}`,
    'Preferred-Languages: zh, en',
    // The RFC lets no address without TLS stand here.
    ...(self.startsWith('https:') ? [`Canonical: ${self}`] : []),
  ]
  return new Response(`${lines.join('\n')}\n`)
}
