/** Many people at once: invented returnees, their keys, and how they send. */
import { randomBytes, randomInt } from 'node:crypto'
import { returnee } from '#forms/returnee.ts'
import { example } from './typed.ts'

/** What one program sends once: a key of its own and the answers of one invented person. */
export interface Sending {
  key: string
  body: string
}

/** A complete form with one of the ten thousand invented numbers, 100 0000 0000 to 100 0000 9999. */
export function newSending(): Sending {
  const phone = `1000000${String(randomInt(10_000)).padStart(4, '0')}`
  const key = randomBytes(randomInt(12, 49)).toString('base64url')
  return { key, body: JSON.stringify({ ...example(returnee), phone }) }
}

/** Sends it through the API; gives the status and the number, which is '' unless it was kept. */
export async function send(url: string, { key, body }: Sending): Promise<{ status: number; reference: string }> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': key }
  const answer = await fetch(`${url}/api/forms/returnee`, { method: 'POST', headers, body })
  const { reference = '' } = (await answer.json()) as { reference?: string }
  return { status: answer.status, reference }
}

/** Runs `work` in `hands` loops at the same time, each until it gives false. */
export async function together(hands: number, work: () => Promise<boolean>): Promise<void> {
  const loop = async () => {
    while (await work());
  }
  await Promise.all(Array.from({ length: hands }, loop))
}
