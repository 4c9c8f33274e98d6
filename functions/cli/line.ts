/**
 * A line on this machine by which a command asks the running server to write for it: SQLite has one writer, and a second
 * process at the file would make the server answer 503 meanwhile. Only who has the secrets is heard, and no secret goes over it.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Vault } from '#platform/vault.ts'

/** What the server says: it is done, it was not, or the message is not from who has its secrets. */
const words = ['made', 'failed', 'refused'] as const
export type Word = (typeof words)[number]
const isWord = (word: string): word is Word => words.some((each) => each === word)

/** A word with numbers beside it, such as how far something is. */
export interface Told {
  word: Word
  more: Record<string, number>
}

const PATIENCE_MS = 10_000
const PURPOSE = 'command'
const fileIn = (data: string) => join(data, 'line.port')

/** Listens until the process ends; each signed message goes to `act`, whose word goes back. */
export function listen(data: string, vault: Vault, act: (message: string) => Promise<Word | Told>): Promise<void> {
  // Half open, because the other side ends its message before it hears the answer.
  const server = createServer({ allowHalfOpen: true }, async (socket) => {
    socket.on('error', () => socket.destroy())
    try {
      const { message, signature } = JSON.parse(await text(socket))
      socket.end((await vault.verify(signature, PURPOSE, message)) ? written(await act(message)) : 'refused')
    } catch {
      socket.end('failed')
    }
  })
  server.unref()
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      writeFileSync(fileIn(data), String((server.address() as AddressInfo).port), { mode: 0o600 })
      resolve()
    }),
  )
}

/** The server's word on `message`; nothing where no server has this folder open. */
export async function ask(data: string, vault: Vault, message: string): Promise<Word | undefined> {
  return (await tell(data, vault, message))?.word
}

/** The server's word, and what it says besides. */
export async function tell(data: string, vault: Vault, message: string): Promise<Told | undefined> {
  try {
    // Before it connects: nobody would hear the socket fail meanwhile, and that ends a process.
    const signature = await vault.sign(PURPOSE, message)
    const socket = connect({ port: Number(readFileSync(fileIn(data), 'utf8')), host: '127.0.0.1' })
    socket.end(JSON.stringify({ message, signature }))
    socket.setTimeout(PATIENCE_MS, () => socket.destroy())
    const [word = '', more = '{}'] = (await text(socket)).split(' ', 2)
    // A port of an earlier server may be somebody else's by now.
    return isWord(word) ? { word, more: JSON.parse(more) } : undefined
  } catch {
    return undefined
  }
}

// One word, or a word and JSON without a space in it.
function written(said: Word | Told): string {
  return typeof said === 'string' ? said : `${said.word} ${JSON.stringify(said.more)}`
}
