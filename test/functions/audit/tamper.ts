/** An audit in memory, and every way to change it that somebody at the database's file has; seeded, so that a case can be looked at again. */
import type { Act } from '#audit/acts.ts'
import { type Block, blockOf, type Kept } from '#audit/chain/block.ts'
import { write } from '#audit/line.ts'
import { seeded } from '#cli/sample/seeded.ts'
import { randomText, type Vault } from '#platform/vault.ts'

export interface Copy {
  lines: Kept[]
  blocks: Block[]
  /** That somebody wrote down before. */
  head: string
}

const SEALS = 4
const EACH = 10
const acts: Act[] = ['look', 'reveal', 'contact', 'verify', 'close', 'list']

/** Forty sealed lines and ten that are not sealed yet. */
export async function audited(vault: Vault): Promise<Copy> {
  const lines: Kept[] = []
  const blocks: Block[] = []
  for (let seq = 1; seq <= (SEALS + 1) * EACH; seq += 1) {
    const act = acts[seq % acts.length] ?? 'look'
    const entry = { at: seq * 90_000, actor: `actor-${seq % 3}`, act, record: randomText(16), detail: `${seq % 2}` }
    lines.push({ seq, ...(await write(vault, entry)) })
    if (seq % EACH === 0 && blocks.length < SEALS)
      blocks.push(await blockOf(vault, blocks.at(-1), lines.slice(-EACH), entry.at + 1))
  }
  return { lines, blocks, head: blocks.at(-1)?.head ?? '' }
}

/** A copy with one thing changed, and what that was. */
export async function tampered(vault: Vault, whole: Copy, seed: number): Promise<Copy & { how: string }> {
  const random = seeded(seed + 1)
  const below = (n: number) => Math.floor(random() * n)
  const copy: Copy = structuredClone(whole)
  const ways = Object.keys(tamperings)
  const how = ways[seed % ways.length] ?? ''
  await tamperings[how]?.(copy, below, vault)
  return { ...copy, how }
}

type Tampering = (copy: Copy, below: (n: number) => number, vault: Vault) => unknown
const sealed = SEALS * EACH
const other = (text: string) => (text.endsWith('A') ? `${text.slice(0, -1)}B` : `${text.slice(0, -1)}A`)

const tamperings: Record<string, Tampering> = {
  'a line deleted': ({ lines }, below) => lines.splice(below(lines.length - 1), 1),
  'lines deleted': ({ lines }, below) => lines.splice(below(sealed), 1 + below(5)),
  'a line deleted, and the rest numbered anew': ({ lines }, below) => {
    lines.splice(below(sealed), 1)
    number(lines)
  },
  ...Object.fromEntries(
    (['at', 'actor', 'act', 'record', 'detail', 'mac', 'seq'] as const).map((column): [string, Tampering] => [
      `${column} edited`,
      ({ lines }, below) => {
        const line = one(lines, below(lines.length))
        const value = line[column]
        Object.assign(line, { [column]: typeof value === 'number' ? value + 1 + below(9) * 1000 : other(value) })
        lines.sort((a, b) => a.seq - b.seq)
      },
    ]),
  ),
  'the keyed hash taken away': ({ lines }, below) => {
    one(lines, 1 + below(lines.length - 1)).mac = ''
  },
  'two lines swapped': ({ lines }, below) => {
    const [a, b] = [below(sealed / 2), sealed / 2 + below(sealed / 2)]
    ;[lines[a], lines[b]] = [one(lines, b), one(lines, a)]
    number(lines)
  },
  'the keyed hash of another line': ({ lines }, below) => {
    const at = below(lines.length)
    one(lines, at).mac = one(lines, (at + 1 + below(lines.length - 1)) % lines.length).mac
  },
  'an invented line put in': ({ lines }, below) => {
    const at = below(lines.length + 1)
    lines.splice(at, 0, { ...one(lines, below(lines.length)), detail: 'invented', mac: randomText(32) })
    number(lines)
  },
  'a copy of a line put in': ({ lines }, below) => {
    lines.splice(below(sealed), 0, { ...one(lines, below(lines.length)) })
    number(lines)
  },
  'a copy of an old line put at the end': ({ lines }, below) => {
    lines.push({ ...one(lines, below(lines.length - 2)), seq: lines.length + 1 })
  },
  'sealed lines cut off': ({ lines }, below) => lines.splice(1 + below(sealed - 1)),
  'lines and their blocks cut off': ({ lines, blocks }, below) => {
    const left = below(SEALS)
    lines.splice(left * EACH)
    blocks.splice(left)
  },
  'the last block taken away': ({ blocks }) => blocks.pop(),
  'a block deleted': ({ blocks }, below) => blocks.splice(below(SEALS - 1), 1),
  'a block edited': ({ blocks }, below) => {
    const block = one(blocks, below(SEALS))
    const column = (['n', 'first', 'last', 'count', 'at', 'head', 'mac'] as const)[below(7)] ?? 'n'
    const value = block[column]
    Object.assign(block, { [column]: typeof value === 'number' ? value + 1 + below(3) : other(value) })
  },
  'a block in place of another': ({ blocks }, below) => {
    const at = below(SEALS)
    blocks[at] = { ...one(blocks, (at + 1 + below(SEALS - 1)) % SEALS), n: at + 1 }
  },
  'a line edited, and all blocks made anew without the keys': async ({ lines, blocks }, below, vault) => {
    one(lines, below(sealed)).detail = 'invented'
    await resealed(lines, blocks, vault)
    for (const block of blocks) block.mac = randomText(32)
  },
  'a line deleted, and all blocks made anew with the keys': async ({ lines, blocks }, below, vault) => {
    lines.splice(below(sealed), 1)
    number(lines)
    await resealed(lines, blocks, vault)
  },
}

function one<T>(list: T[], at: number): T {
  const found = list[at]
  if (found === undefined) throw new Error(`nothing at ${at}`)
  return found
}

function number(lines: Kept[]): void {
  for (const [i, line] of lines.entries()) line.seq = i + 1
}

async function resealed(lines: Kept[], blocks: Block[], vault: Vault): Promise<void> {
  for (const [i, { at }] of blocks.entries())
    blocks[i] = await blockOf(vault, blocks[i - 1], lines.slice(i * EACH, (i + 1) * EACH), at)
}
