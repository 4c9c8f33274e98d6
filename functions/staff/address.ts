/** From where somebody asks, as roughly as a throttle needs it. */

/** The /24 of an IPv4 address, the /48 of an IPv6 one. */
export function neighbourhood(address: string): string {
  return address.includes(':') ? address.split(':').slice(0, 3).join(':') : address.split('.').slice(0, 3).join('.')
}
