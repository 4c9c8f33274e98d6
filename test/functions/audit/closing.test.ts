import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Block, blockOf, type Kept } from '#audit/chain/block.ts'
import { checkBlocks } from '#audit/chain/checking.ts'
import { closeBlocks } from '#audit/chain/closing.ts'
import { append, checked, lastBlock } from '#audit/chain/store.ts'
import { verify } from '#audit/chain/verify.ts'
import { write } from '#audit/line.ts'
import { note } from '#audit/store.ts'
import { openVault } from '#platform/vault.ts'
import { unseenDay } from '#test/support/clock.ts'
import { seated } from '#test/support/seated.ts'

const vault = await openVault(env)
const MINUTE = 60_000

async function noted(count: number, from = 0): Promise<void> {
  const entry = (i: number) => ({ at: from + i, actor: 'somebody', act: 'look', record: `${i}`, detail: '' }) as const
  const lines = await Promise.all(Array.from({ length: count }, (_, i) => write(vault, entry(i))))
  for (let i = 0; i < count; i += 100) await env.DB.batch(lines.slice(i, i + 100).map((line) => note(env.DB, line)))
}
const all = async <Row>(table: string, by: string) =>
  (await env.DB.prepare(`SELECT * FROM ${table} ORDER BY ${by}`).all<Row>()).results
async function findings() {
  const [lines, blocks] = [await all<Kept>('audit', 'seq'), await all<Block>('block', 'n')]
  return (await verify(vault, { lines: () => lines, blocks: () => blocks })).findings
}

beforeEach(async () => {
  await env.DB.batch(['audit', 'block', 'operation'].map((table) => env.DB.prepare(`DELETE FROM ${table}`)))
})

describe('sealing', () => {
  it('blocks what is new, two thousand lines a block at most, and nothing twice', async () => {
    expect(await closeBlocks(env.DB, vault, 1)).toBe(0)
    await noted(4100)
    expect(await closeBlocks(env.DB, vault, 2)).toBe(3)
    expect(await closeBlocks(env.DB, vault, 3)).toBe(0)
    await noted(1)
    expect(await closeBlocks(env.DB, vault, 4)).toBe(1)
    expect(
      (await all<Block>('block', 'n')).map(({ n, first, last, count, at }) => [n, first, last, count, at]),
    ).toEqual([
      [1, 1, 2000, 2000, 2],
      [2, 2001, 4000, 2000, 2],
      [3, 4001, 4100, 100, 2],
      [4, 4101, 4101, 1, 4],
    ])
    expect(await findings()).toEqual([])
  })
  it('by many in the same moment makes one chain', async () => {
    for (let round = 0; round < 10; round += 1) {
      await noted(10)
      await Promise.all(Array.from({ length: 16 }, () => Promise.all([noted(1), closeBlocks(env.DB, vault, round)])))
    }
    await closeBlocks(env.DB, vault, 10)
    expect((await lastBlock(env.DB))?.last).toBe(260)
    expect(await findings()).toEqual([])
  })
  it('puts no block in the place of one that stands', async () => {
    await noted(2)
    await closeBlocks(env.DB, vault, 1)
    const block = (await lastBlock(env.DB)) as Block
    for (const n of [1, 3]) expect(await append(env.DB, { ...block, n, head: 'other' })).toBe(false)
    expect(await all('block', 'n')).toEqual([block])
  })
})

describe('a request to the desk', () => {
  it('seals where nobody did for five minutes', async () => {
    await noted(3)
    unseenDay()
    const desk = await seated('auditor')
    const now = Date.now()
    expect((await lastBlock(env.DB))?.last).toBeGreaterThanOrEqual(3)
    // The next is asked only after a gap, which is of this instance of the Worker.
    await noted(3)
    await desk.get('/staff/')
    expect((await lastBlock(env.DB))?.last).toBeLessThan((await all('audit', 'seq')).length)
    expect(now - ((await lastBlock(env.DB))?.at ?? 0)).toBeLessThan(MINUTE)
  })
})

describe('the check by the timer', () => {
  it('goes round over all blocks, a hundred at a time', async () => {
    await noted(105)
    let before: Block | undefined
    for (const line of await all<Kept>('audit', 'seq')) {
      before = await blockOf(vault, before, [line], 1)
      await append(env.DB, before)
    }
    await checkBlocks(env.DB, vault, 7)
    expect(await checked(env.DB)).toMatchObject({ round: 0, wrong: [] })
    await env.DB.prepare("UPDATE audit SET actor = 'nobody' WHERE seq = 103").run()
    await checkBlocks(env.DB, vault, 8)
    expect(await checked(env.DB)).toEqual({ next: 1, round: 8, wrong: [103] })
  })
  it('says which block is wrong until it is right again', async () => {
    for (let n = 1; n <= 3; n += 1) {
      await noted(5)
      await closeBlocks(env.DB, vault, n)
    }
    const edit = (actor: string) => env.DB.prepare('UPDATE audit SET actor = ?1 WHERE seq = 7').bind(actor).run()
    await edit('nobody')
    for (const round of [9, 10]) await checkBlocks(env.DB, vault, round)
    expect(await checked(env.DB)).toEqual({ next: 1, round: 10, wrong: [2] })
    await edit('somebody')
    await checkBlocks(env.DB, vault, 11)
    expect(await checked(env.DB)).toEqual({ next: 1, round: 11, wrong: [] })
  })
  it('finds a line that is missing, and a block', async () => {
    for (let n = 1; n <= 4; n += 1) {
      await noted(5)
      await closeBlocks(env.DB, vault, n)
    }
    await env.DB.batch([
      env.DB.prepare('DELETE FROM audit WHERE seq = 7'),
      env.DB.prepare('DELETE FROM block WHERE n = 3'),
    ])
    await checkBlocks(env.DB, vault, 9)
    expect((await checked(env.DB)).wrong).toEqual([2, 4])
  })
})
