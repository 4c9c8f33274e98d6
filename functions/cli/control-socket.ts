/**
 * The socket by which a command speaks to the running server on this machine: SQLite has one writer, and a second process
 * at the file would make the server answer 503 meanwhile. A command signs with the secrets, and no secret is sent.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Vault } from '#platform/vault.ts'

/** What became of a command: it was done, it was not, or whoever sent it does not have the server's secrets. */
const outcomes = ['made', 'failed', 'refused'] as const
export type Outcome = (typeof outcomes)[number]
const isOutcome = (word: string): word is Outcome => outcomes.some((each) => each === word)

/** An outcome with numbers beside it, such as how far something is. */
export interface Reply {
  outcome: Outcome
  numbers: Record<string, number>
}

const PATIENCE_MS = 10_000
const PURPOSE = 'command'
const portFile = (data: string) => join(data, 'control.port')

/** Listens until the process ends; each signed command goes to `perform`, whose reply is sent back. */
export function listen(data: string, vault: Vault, perform: (command: string) => Promise<Reply>): Promise<void> {
  // Half open, because the other side ends its command before it reads the reply.
  const server = createServer({ allowHalfOpen: true }, async (socket) => {
    socket.on('error', () => socket.destroy())
    try {
      const { command, signature } = JSON.parse(await text(socket))
      const signed = await vault.verify(signature, PURPOSE, command)
      socket.end(written(signed ? await perform(command) : plain('refused')))
    } catch {
      socket.end(written(plain('failed')))
    }
  })
  server.unref()
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      writeFileSync(portFile(data), String((server.address() as AddressInfo).port), { mode: 0o600 })
      resolve()
    }),
  )
}

/** Sends `command` to the server that has the folder `data` open; nothing where there is none. */
export async function sendCommand(data: string, vault: Vault, command: string): Promise<Reply | undefined> {
  try {
    // Before it connects: a socket that fails while nobody listens to it ends the process.
    const signature = await vault.sign(PURPOSE, command)
    const socket = connect({ port: Number(readFileSync(portFile(data), 'utf8')), host: '127.0.0.1' })
    socket.end(JSON.stringify({ command, signature }))
    socket.setTimeout(PATIENCE_MS, () => socket.destroy())
    const [outcome = '', numbers = '{}'] = (await text(socket)).split(' ', 2)
    // A port of an earlier server may belong to another program by now.
    return isOutcome(outcome) ? { outcome, numbers: JSON.parse(numbers) } : undefined
  } catch {
    return undefined
  }
}

/** A reply without numbers. */
export function plain(outcome: Outcome): Reply {
  return { outcome, numbers: {} }
}

// The outcome, and JSON without a space in it.
function written({ outcome, numbers }: Reply): string {
  return `${outcome} ${JSON.stringify(numbers)}`
}
