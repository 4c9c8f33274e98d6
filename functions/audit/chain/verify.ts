/** Whether the audit is as it was written: every line, every seal, nothing missing, nothing added; pure. */
import type { Vault } from '#platform/vault.ts'
import { madeOf } from '../line.ts'
import { type Block, headOf, type Kept, saidBy } from './block.ts'

/** What is wrong, and where; numbers are of lines, `n` of seals. */
export type Finding =
  /** A line, or a seal, that was not written by who has the keys, or was edited since. */
  | { what: 'line' | 'no-mac' | 'copied'; seq: number }
  | { what: 'seal'; n: number }
  /** Lines from one number to another that are not there. */
  | { what: 'missing'; first: number; last: number }
  | { what: 'no-seal'; n: number }
  /** A seal that does not fit its lines and the seal before it. */
  | { what: 'chain'; n: number }
  /** A head that was noted earlier and is no longer part of the chain. */
  | { what: 'head' }

export interface Audit {
  /** In order of their numbers; asked for again where a line looks like a copy. */
  lines(): Iterable<Kept>
  seals(): Iterable<Block>
}

export interface Verified {
  findings: Finding[]
  lines: number
  seals: number
  /** The newest seal. */
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
  let [expected, newest, count, seals, found, keyed] = [1, 0, 0, 0, !noted, false]
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
  for (const seal of audit.seals()) {
    const taken = take(seal.last)
    await look(taken, true)
    if (expected <= seal.last) findings.push({ what: 'missing', first: expected, last: seal.last })
    expected = Math.max(expected, seal.last + 1)
    findings.push(...(await wrongWith(vault, last, seal, taken)))
    found ||= seal.head.startsWith(noted)
    last = seal
    seals += 1
  }
  // Piece by piece, so that a long tail is never in memory at once.
  while (!next.done) await look(take(next.value.seq + 999), false)
  if (!found) findings.push({ what: 'head' })
  if (late.size > 0) findings.push(...copiesIn(audit.lines(), late))
  return { findings, lines: count, seals, last }
}

/** What is wrong with one seal on these lines, after the seal `before`. */
export async function wrongWith(
  vault: Vault,
  before: Block | undefined,
  seal: Block,
  lines: Kept[],
): Promise<Finding[]> {
  const findings: Finding[] = []
  const n = seal.n
  const follows = (before?.n ?? 0) + 1
  if (n !== follows) findings.push({ what: 'no-seal', n: follows })
  if (!(await isOurs(vault, seal.mac, saidBy(seal)))) findings.push({ what: 'seal', n })
  const whole = lines.length === seal.count && lines.at(0)?.seq === seal.first && seal.first === (before?.last ?? 0) + 1
  if (!whole || (await headOf(before?.head ?? '', lines)) !== seal.head) findings.push({ what: 'chain', n })
  return findings
}

/** What is wrong with one line by itself. From before there were keyed hashes may only be the first lines of all, and sealed. */
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
