/** One round of load in a thread of its own, over connections that stay open. */
import { randomBytes } from 'node:crypto'
import { Agent, request } from 'node:http'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import { newSending } from '../support/load.ts'

export interface Measured {
  /** Requests a second. */
  rate: number
  /** Milliseconds from sending to the last byte of the answer. */
  p50: number
  p99: number
  /** Answers other than 201, or 200 to a form. */
  errors: number
}

/** `forms` are sent each in its turn and once only, instead of a registration: there must be enough of them. */
type Asked = { url: string; connections: number; seconds: number; forms?: string[] }

/** A thread that measures; one round at a time. */
export function measuring() {
  const thread = new Worker(new URL(import.meta.url), { execArgv: ['--disable-warning=ExperimentalWarning'] })
  const round = (url: string, connections: number, seconds: number, forms?: string[]) =>
    new Promise<Measured>((resolve) => {
      thread.once('message', resolve)
      thread.postMessage({ url, connections, seconds, ...(forms ? { forms } : {}) } satisfies Asked)
    })
  return { round, end: () => thread.terminate() }
}

async function measure({ url, connections, seconds, forms }: Asked): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const body = newSending().body
  const times: number[] = []
  let [errors, sendings] = [0, 0]
  const began = performance.now()
  const hand = async () => {
    while (performance.now() - began < seconds * 1000) {
      const key = randomBytes(24).toString('base64url')
      const sent = performance.now()
      const form = forms && (forms[sendings++] ?? '')
      const head = form === undefined ? { ...apiHead, 'idempotency-key': key } : pageHead
      if ((await post(url, agent, head, form ?? body)) !== (forms ? 200 : 201)) errors++
      times.push(performance.now() - sent)
    }
  }
  await Promise.all(Array.from({ length: connections }, hand))
  const took = performance.now() - began
  agent.destroy()
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor((times.length - 1) * share)] ?? 0
  return { rate: (times.length * 1000) / took, p50: at(0.5), p99: at(0.99), errors }
}

const apiHead = { 'content-type': 'application/json' }
const pageHead = { 'content-type': 'application/x-www-form-urlencoded' }

function post(url: string, agent: Agent, more: Record<string, string>, body: string): Promise<number> {
  const headers = { ...more, 'content-length': Buffer.byteLength(body) }
  return new Promise((resolve) => {
    const sending = request(url, { method: 'POST', agent, headers }, (answer) => {
      answer.resume()
      answer.once('end', () => resolve(answer.statusCode ?? 0))
    })
    sending.once('error', () => resolve(0))
    sending.end(body)
  })
}

if (!isMainThread) parentPort?.on('message', async (asked: Asked) => parentPort?.postMessage(await measure(asked)))
