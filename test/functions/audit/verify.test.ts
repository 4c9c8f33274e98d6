import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { blockOf } from '#audit/chain/block.ts'
import { verify } from '#audit/chain/verify.ts'
import { openVault } from '#platform/vault.ts'
import { audited, type Copy, tampered } from './tamper.ts'

const vault = await openVault(env)
const whole = await audited(vault)
const findings = async ({ lines, blocks, head }: Copy) =>
  (await verify(vault, { lines: () => lines, blocks: () => blocks }, head)).findings

describe('an audit', () => {
  it('as it was written has nothing wrong, and names its newest block', async () => {
    expect(await findings(whole)).toEqual([])
    const { lines, blocks } = whole
    const said = await verify(vault, { lines: () => lines, blocks: () => blocks }, whole.head.slice(0, 8))
    expect(said).toMatchObject({ findings: [], lines: 50, blocks: 4, last: { n: 4, head: whole.head } })
    expect(await findings({ lines: [], blocks: [], head: '' })).toEqual([])
  })
  it('tampered with in a thousand ways is found a thousand times', async () => {
    const unseen: string[] = []
    const ways = new Set<string>()
    for (let seed = 0; seed < 1000; seed += 1) {
      const copy = await tampered(vault, whole, seed)
      ways.add(copy.how)
      if ((await findings(copy)).length === 0) unseen.push(`${copy.how}, seed ${seed}`)
    }
    expect(unseen).toEqual([])
    expect(ways.size).toBe(24)
  })
  it('says what is wrong and where', async () => {
    const { lines, blocks, head } = structuredClone(whole)
    lines.splice(11, 2)
    expect(await findings({ lines, blocks, head })).toEqual([
      { what: 'missing', first: 12, last: 13 },
      { what: 'chain', n: 2 },
    ])
    expect(await findings({ ...structuredClone(whole), head: '0'.repeat(64) })).toEqual([{ what: 'head' }])
    const edited = structuredClone(whole)
    Object.assign(edited.lines[44] ?? {}, { detail: 'other' })
    expect(await findings(edited)).toEqual([{ what: 'line', seq: 45 }])
  })
  it('may begin with lines from before there were keyed hashes, if they are sealed', async () => {
    const old = await audited(vault)
    for (const line of old.lines.slice(0, 5)) line.mac = ''
    const copy = { ...old, blocks: [await blockOf(vault, undefined, old.lines.slice(0, 10), 1)], head: '' }
    expect(await findings(copy)).toEqual([])
    expect(await findings({ ...copy, blocks: [] })).toHaveLength(5)
    Object.assign(copy.lines[2] ?? {}, { detail: 'other' })
    expect(await findings(copy)).toEqual([{ what: 'chain', n: 1 }])
  })
  it('in which two did the same in the same moment has nothing wrong', async () => {
    const copy = structuredClone(whole)
    const last = copy.lines.at(-1)
    if (last) copy.lines.push({ ...last, seq: last.seq + 1 })
    expect(await findings(copy)).toEqual([])
  })
})
