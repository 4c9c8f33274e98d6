/** The timer's own look at the blocks: some at a time, round and round, so that a line that was changed is noticed by itself. */
import type { Vault } from '#platform/vault.ts'
import type { Block } from './block.ts'
import { blocksFrom, checked, keepChecked, linesFrom } from './store.ts'
import { wrongIn, wrongWith } from './verify.ts'

// One run looks at so much; a block is looked at whole.
const MOST_LINES = 2000
const MOST_BLOCKS = 100
const MOST_WRONG = 20

/** Checks the next blocks, and begins anew after the last one. */
export async function checkBlocks(db: D1Database, vault: Vault, now: number): Promise<void> {
  const { next, round, wrong } = await checked(db)
  const blocks = await blocksFrom(db, next - 1, MOST_BLOCKS)
  let before = (blocks[0]?.n ?? next) < next ? blocks.shift() : undefined
  let [left, at] = [MOST_LINES, next]
  const found = new Set(wrong)
  for (const block of blocks) {
    if (block.count > left && at > next) break
    // Somebody may have put right what was wrong in the round before.
    if (await isWhole(db, vault, before, block)) found.delete(block.n)
    else found.add(block.n)
    left -= block.count
    at = block.n + 1
    before = block
  }
  const ended = blocks.length < MOST_BLOCKS - 1 && at > (blocks.at(-1)?.n ?? 0)
  const state = { wrong: [...found].sort((a, b) => a - b).slice(0, MOST_WRONG) }
  await keepChecked(db, { ...state, next: ended ? 1 : at, round: ended ? now : round }, now)
}

async function isWhole(db: D1Database, vault: Vault, before: Block | undefined, block: Block): Promise<boolean> {
  // With the line before, which says whether lines had keyed hashes by then.
  const from = before?.last ?? 0
  const lines = await linesFrom(db, from, block.last, MOST_LINES + 1)
  const earlier = lines[0]?.seq === from ? lines.shift() : undefined
  if ((await wrongWith(vault, before, block, lines)).length > 0) return false
  let keyed = Boolean(earlier?.mac)
  for (const line of lines) {
    if ((await wrongIn(vault, line, !keyed)).length > 0) return false
    keyed ||= line.mac !== ''
  }
  return true
}
