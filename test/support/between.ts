/** A line between a browser and the site that can be slow, cut, or carry another text than the site's. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Line {
  /** Where the line begins, without a slash at the end. */
  url: string
  delayMs: number
  /** Given in place of what the site says, by path. */
  instead: Map<string, string>
  close(): Promise<void>
}

export async function lineTo(site: string): Promise<Line> {
  const server = createServer(async (request, answer) => {
    const path = request.url ?? '/'
    const text = line.instead.get(path)
    const from = await fetch(site + path, { redirect: 'manual' })
    await new Promise((resolve) => setTimeout(resolve, line.delayMs))
    const headers = Object.fromEntries(from.headers)
    for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) delete headers[name]
    answer.writeHead(from.status, headers)
    answer.end(text ?? Buffer.from(await from.arrayBuffer()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const line: Line = {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    delayMs: 0,
    instead: new Map(),
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
  return line
}
