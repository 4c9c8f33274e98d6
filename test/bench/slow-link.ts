/**
 * A slow link to a server of this machine, as a phone on slow 3G has it: a round trip of 400 ms, 400 kbit/s each way shared by
 * all connections, and two round trips before a connection's first request, as TCP and TLS 1.3 take. Chromium's own throttling
 * is no first view: its connections open for nothing, and it holds a small answer back until it is whole. Left out, because
 * they would cost every page the same or help it: the bytes of the certificate, and TCP's slow start.
 */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

const ROUND_TRIP = 400
const HANDSHAKES = 2 * ROUND_TRIP
const BYTES_A_MS = 400_000 / 8 / 1000
const PACKET = 1460

/** One direction of the link; `free` is when it has sent all it was given, on the clock of `performance`. */
interface Way {
  free: number
}

/** Opens the link to `port`; gives its own address and what closes it. */
export async function slowLink(port: number): Promise<{ url: string; stop: () => void }> {
  const [up, down]: Way[] = [{ free: 0 }, { free: 0 }] as const
  const link = createServer({ noDelay: true }, (phone) => {
    const server = connect({ port, host: '127.0.0.1', noDelay: true })
    carry(up, phone, server, performance.now() + HANDSHAKES)
    carry(down, server, phone, 0)
  })
  await new Promise<void>((resolve) => link.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(link.address() as AddressInfo).port}`, stop: () => link.close() }
}

function carry(way: Way, from: Socket, to: Socket, opensAt: number): void {
  // Timers may fire out of order, bytes must not.
  const underWay: Buffer[] = []
  from.on('data', (bytes) => {
    for (let start = 0; start < bytes.length; start += PACKET) {
      const packet = bytes.subarray(start, start + PACKET)
      way.free = Math.max(way.free, performance.now(), opensAt) + packet.length / BYTES_A_MS
      underWay.push(packet)
      setTimeout(() => to.write(underWay.shift() as Buffer), way.free + ROUND_TRIP / 2 - performance.now())
    }
  })
  from.on('error', () => {})
  from.on('close', () => to.destroy())
}
