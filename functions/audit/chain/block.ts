/** A block on a piece of the audit: one hash over its lines and the hash of the block before; pure. */
import type { Vault } from '#platform/vault.ts'
import type { AuditLine } from '../line.ts'

/** A line as it was kept: with its number, which is one more than that of the line before. */
export interface Kept extends AuditLine {
  seq: number
}

export interface Block {
  /** 1, 2, 3 … */
  n: number
  /** Numbers of the first and the last line, and how many there are. */
  first: number
  last: number
  count: number
  /** When it was made, UTC milliseconds. */
  at: number
  /** SHA-256 in 64 signs of hex, over everything up to `last`. */
  head: string
  /** Keyed hash of all of this. */
  mac: string
}

/** The head of a block on `lines` after one with the head `before`; empty for the first. */
export async function headOf(before: string, lines: Kept[]): Promise<string> {
  // The whole line and not only its keyed hash: lines from before there was one are covered too, and whoever has the
  // lines can check the chain without a key.
  const each = lines.map(({ seq, at, actor, act, record, detail, mac }) =>
    JSON.stringify([seq, at, actor, act, record, detail, mac]),
  )
  const [first, last] = [lines.at(0)?.seq, lines.at(-1)?.seq]
  return sha256([before, first, last, lines.length, await sha256(each.join('\n'))].join('|'))
}

/** The block on `lines`, at least one, that follows `before`. */
export async function blockOf(vault: Vault, before: Block | undefined, lines: Kept[], at: number): Promise<Block> {
  const [first = 0, last = 0] = [lines.at(0)?.seq, lines.at(-1)?.seq]
  const head = await headOf(before?.head ?? '', lines)
  const block = { n: (before?.n ?? 0) + 1, first, last, count: lines.length, at, head }
  return { ...block, mac: await vault.sign(...saidBy(block)) }
}

/** What the keyed hash of a block is over. */
export function saidBy({ n, first, last, count, at, head }: Omit<Block, 'mac'>): string[] {
  return ['block', ...[n, first, last, count, at].map(String), head]
}

async function sha256(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
