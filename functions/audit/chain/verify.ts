/** Whether the audit is as it was written: every line, every block, nothing missing, nothing added; pure. */
import type { Vault } from '#platform/vault.ts'
import { madeOf } from '../line.ts'
import { type Block, headOf, type Kept, saidBy } from './block.ts'

/** What is wrong, and where; numbers are of lines, `n` of blocks. */
export type Finding =
  /** A line, or a block, that was not written by who has the keys, or was edited since. */
  | { what: 'line' | 'no-mac' | 'copied'; seq: number }
  | { what: 'block'; n: number }
  /** Lines from one number to another that are not there. */
  | { what: 'missing'; first: number; last: number }
  | { what: 'no-block'; n: number }
  /** A block that does not fit its lines and the block before it. */
  | { what: 'chain'; n: number }
  /** A head that was noted earlier and is no longer part of the chain. */
  | { what: 'head' }

export interface Audit {
  /** In order of their numbers; asked for again where a line looks like a copy. */
  lines(): Iterable<Kept>
  blocks(): Iterable<Block>
}

export interface Verified {
  findings: Finding[]
  lines: number
  blocks: number
  /** The newest block. */
  last: Block | undefined
}

// A request may take a while from its first moment to its line; older than this beside its neighbour, a line is a copy or the clock was set.
const LATE_MS = 60_000

/** Looks at everything once. `noted` is the beginning of a head, at least 8 signs, that somebody wrote down earlier. */
export async function verify(vault: Vault, audit: Audit, noted = ''): Promise<Verified> {
  const findings: Finding[] = []
  const late = new Map<string, number>()
  const lines = audit.lines()[Symbol.iterator]()
  let next = lines.next()
  const take = (upTo: number) => {
    const taken: Kept[] = []
    for (; !next.done && next.value.seq <= upTo; next = lines.next()) taken.push(next.value)
    return taken
  }
  let [expected, newest, count, blocks, found, keyed] = [1, 0, 0, 0, !noted, false]
  const look = async (taken: Kept[], sealed: boolean) => {
    for (const line of taken) {
      if (line.seq !== expected) findings.push({ what: 'missing', first: expected, last: line.seq - 1 })
      expected = line.seq + 1
      findings.push(...(await wrongIn(vault, line, sealed && !keyed)))
      keyed ||= line.mac !== ''
      if (line.at < newest - LATE_MS && line.mac) late.set(line.mac, line.seq)
      newest = Math.max(newest, line.at)
    }
    count += taken.length
  }

  let last: Block | undefined
  for (const block of audit.blocks()) {
    const taken = take(block.last)
    await look(taken, true)
    if (expected <= block.last) findings.push({ what: 'missing', first: expected, last: block.last })
    expected = Math.max(expected, block.last + 1)
    findings.push(...(await wrongWith(vault, last, block, taken)))
    found ||= block.head.startsWith(noted)
    last = block
    blocks += 1
  }
  // Piece by piece, so that a long tail is never in memory at once.
  while (!next.done) await look(take(next.value.seq + 999), false)
  if (!found) findings.push({ what: 'head' })
  if (late.size > 0) findings.push(...copiesIn(audit.lines(), late))
  return { findings, lines: count, blocks, last }
}

/** What is wrong with one block on these lines, after the block `before`. */
export async function wrongWith(
  vault: Vault,
  before: Block | undefined,
  block: Block,
  lines: Kept[],
): Promise<Finding[]> {
  const findings: Finding[] = []
  const n = block.n
  const follows = (before?.n ?? 0) + 1
  if (n !== follows) findings.push({ what: 'no-block', n: follows })
  if (!(await isOurs(vault, block.mac, saidBy(block)))) findings.push({ what: 'block', n })
  const whole =
    lines.length === block.count && lines.at(0)?.seq === block.first && block.first === (before?.last ?? 0) + 1
  if (!whole || (await headOf(before?.head ?? '', lines)) !== block.head) findings.push({ what: 'chain', n })
  return findings
}

/** What is wrong with one line by itself. From before there were keyed hashes may only be the first lines of all, and in a block. */
export async function wrongIn(vault: Vault, line: Kept, mayBeOld: boolean): Promise<Finding[]> {
  if (!line.mac) return mayBeOld ? [] : [{ what: 'no-mac', seq: line.seq }]
  return (await isOurs(vault, line.mac, madeOf(line))) ? [] : [{ what: 'line', seq: line.seq }]
}

function isOurs(vault: Vault, mac: string, parts: string[]): Promise<boolean> {
  return /^[\w-]{43}$/.test(mac) ? vault.verify(mac, ...parts) : Promise.resolve(false)
}

// Two people may do the same in the same moment; a line that comes long after its time and is the very same as an earlier one was copied.
function copiesIn(lines: Iterable<Kept>, late: Map<string, number>): Finding[] {
  const findings: Finding[] = []
  for (const { mac, seq } of lines) {
    const copy = late.get(mac)
    if (copy !== undefined && seq < copy) {
      findings.push({ what: 'copied', seq: copy })
      late.delete(mac)
    }
  }
  return findings
}
