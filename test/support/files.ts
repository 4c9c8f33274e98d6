/** A file server as plain as any: a folder under a path, index.html for a directory, nothing else. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'

const types: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.xml': 'application/xml' }

/** Serves `folder` under `base`; `url` is the server without a slash at the end. */
export async function serveFiles(folder: string, base: string): Promise<{ url: string; close(): void }> {
  const server = createServer((request, answer) => {
    const path = decodeURI(new URL(request.url ?? '', 'http://x').pathname)
    const named = path.startsWith(base) ? join(folder, path.slice(base.length)) : join(folder, '404')
    const file = existsSync(named) && statSync(named).isDirectory() ? join(named, 'index.html') : named
    const found = existsSync(file)
    answer.writeHead(found ? 200 : 404, { 'content-type': types[extname(file)] ?? 'text/plain' })
    answer.end(found ? readFileSync(file) : 'not found')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url, close: () => void server.close() }
}
