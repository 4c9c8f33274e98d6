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
  /** Answers other than 201. */
  errors: number
}

type Asked = { url: string; connections: number; seconds: number }

/** A thread that measures; one round at a time. */
export function measuring() {
  const thread = new Worker(new URL(import.meta.url), { execArgv: ['--disable-warning=ExperimentalWarning'] })
  const round = (url: string, connections: number, seconds: number) =>
    new Promise<Measured>((resolve) => {
      thread.once('message', resolve)
      thread.postMessage({ url, connections, seconds } satisfies Asked)
    })
  return { round, end: () => thread.terminate() }
}

async function measure({ url, connections, seconds }: Asked): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const body = newSending().body
  const times: number[] = []
  let errors = 0
  const began = performance.now()
  const hand = async () => {
    while (performance.now() - began < seconds * 1000) {
      const key = randomBytes(24).toString('base64url')
      const sent = performance.now()
      if ((await post(url, agent, key, body)) !== 201) errors++
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

function post(url: string, agent: Agent, key: string, body: string): Promise<number> {
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'idempotency-key': key,
  }
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
