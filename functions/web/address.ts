/** From where somebody asks, as roughly as a throttle needs it. */
import type { RequestContext } from '#platform/context.ts'

/** The /24 of an IPv4 address, the /48 of an IPv6 one, as the front server says it; empty where it does not. */
export function neighbourhood(c: RequestContext): string {
  // A server that listens for both kinds writes an IPv4 address as the end of an IPv6 one.
  const address = (c.req.header('cf-connecting-ip') ?? '').replace(/^::ffff:(?=\d+\.)/i, '')
  return address.includes(':') ? address.split(':').slice(0, 3).join(':') : address.split('.').slice(0, 3).join('.')
}
