/** Serves folders behind a slow link, and opens their pages as a cheap phone would: a window of 360 px, a sixth of this CPU. */
import { readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { phone } from '../support/chromium.ts'
import { slowLink } from './slow-link.ts'

export interface Paint {
  requests: number
  /** On the wire, brotli, headers included. */
  bytes: number
  /** Milliseconds from the start of navigation. */
  first: number
  largest: number
  load: number
  /** Cumulative layout shift, and milliseconds of blocking over 50 a task after the first paint. */
  shift: number
  blocking: number
}

const CPU = 6
// What edges take for pages that they compress on the way.
const EDGE = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** A static server of `folder` behind a slow link, compressing as an edge would. */
export async function serveFolder(folder: string): Promise<{ url: string; stop: () => void }> {
  const server = createServer((request, response) => {
    try {
      const path = join(folder, new URL(request.url ?? '/', 'http://x').pathname)
      const file = statSync(path).isDirectory() ? join(path, 'index.html') : path
      const type = types[extname(file)] ?? 'application/octet-stream'
      const body = readFileSync(file)
      const text = /text|json|javascript|svg/.test(type)
      response.writeHead(200, { 'content-type': type, ...(text && { 'content-encoding': 'br' }) })
      response.end(text ? brotliCompressSync(body, EDGE) : body)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const link = await slowLink((server.address() as AddressInfo).port)
  const stop = () => {
    link.stop()
    server.close()
  }
  return { url: link.url, stop }
}

/** One first view of a page, nothing kept from before. */
export async function openSlowly(browser: Browser, url: string): Promise<Paint> {
  const context = await browser.newContext(phone)
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU })
  let [requests, bytes] = [0, 0]
  devtools.on('Network.responseReceived', ({ response }) => {
    if (response.url.startsWith('http')) requests += 1
  })
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  await page.addInitScript(() => {
    const seen = { largest: 0, shift: 0, tasks: [] as PerformanceEntry[] }
    Reflect.set(globalThis, 'seen', seen)
    const watch = (type: string, take: (entry: PerformanceEntry) => void) =>
      new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true })
    watch('largest-contentful-paint', (entry) => {
      seen.largest = entry.startTime
    })
    watch('layout-shift', (entry) => {
      seen.shift += Reflect.get(entry, 'value')
    })
    watch('longtask', (entry) => seen.tasks.push(entry))
  })
  await page.goto(url, { waitUntil: 'load', timeout: 120_000 })
  await page.waitForTimeout(1000)
  const paint = await page.evaluate(() => {
    const seen = Reflect.get(globalThis, 'seen')
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    const [first] = performance.getEntriesByName('first-contentful-paint')
    const after = seen.tasks.filter(({ startTime }: PerformanceEntry) => startTime >= (first?.startTime ?? 0))
    const blocking = after.reduce((sum: number, { duration }: PerformanceEntry) => sum + Math.max(0, duration - 50), 0)
    const load = navigation?.loadEventEnd ?? 0
    return { first: first?.startTime ?? 0, largest: seen.largest, load, shift: seen.shift, blocking }
  })
  await context.close()
  return { requests, bytes, ...paint }
}
