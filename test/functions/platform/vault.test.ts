import { describe, expect, it } from 'vitest'
import { newSecrets } from '#cli/secrets.ts'
import { openVault, type SealContext } from '#platform/vault.ts'

const place: SealContext = ['submission', 'record-1', 'liuxi']

describe('the vault', () => {
  it('opens what it sealed, and never seals twice alike', async () => {
    const vault = await openVault(newSecrets())
    const [one, two] = [await vault.seal(place, { name: '张示例' }), await vault.seal(place, { name: '张示例' })]
    expect(await vault.open(place, one)).toEqual({ name: '张示例' })
    expect(one).not.toEqual(two)
  })
  it('opens nothing that was moved to another record, village or table', async () => {
    const vault = await openVault(newSecrets())
    const sealed = await vault.seal(place, 'x')
    for (const other of [
      ['submission', 'record-2', 'liuxi'],
      ['submission', 'record-1', 'dawan'],
      ['contact', 'record-1', 'liuxi'],
    ] as const) {
      await expect(vault.open(other, sealed)).rejects.toThrow()
    }
  })
  it('opens nothing with a single bit changed', async () => {
    const vault = await openVault(newSecrets())
    const sealed = await vault.seal(place, 'x')
    for (let byte = 0; byte < sealed.length; byte += 1) {
      const bent = Uint8Array.from(sealed)
      bent[byte] = (bent[byte] ?? 0) ^ 1
      await expect(vault.open(place, bent)).rejects.toThrow()
    }
  })
  it('reads what an older key of the ring sealed, and seals with the first', async () => {
    const old = newSecrets()
    const fresh = newSecrets()
    const ring = { ...old, SEAL_KEYS: `2:${fresh.SEAL_KEYS.slice(2)},${old.SEAL_KEYS}` }
    const before = await (await openVault(old)).seal(place, 'kept')
    const vault = await openVault(ring)
    expect(await vault.open(place, before)).toBe('kept')
    expect((await vault.seal(place, 'new'))[0]).toBe(2)
  })
  it('keeps indexes of different kinds and keys apart', async () => {
    const [one, two] = [await openVault(newSecrets()), await openVault(newSecrets())]
    expect(await one.index('phone', '10000000001')).toBe(await one.index('phone', '10000000001'))
    expect(await one.index('phone', '10000000001')).not.toBe(await one.index('reference', '10000000001'))
    expect(await one.index('phone', '10000000001')).not.toBe(await two.index('phone', '10000000001'))
  })
  it('verifies its own signature over just these parts', async () => {
    const vault = await openVault(newSecrets())
    const signature = await vault.sign('a', 'b|c')
    expect(await vault.verify(signature, 'a', 'b|c')).toBe(true)
    expect(await vault.verify(signature, 'a|b', 'c')).toBe(false)
  })
  it('names the secret that is missing or too short', async () => {
    await expect(openVault({ ...newSecrets(), INDEX_KEY: 'short' })).rejects.toThrow('secret INDEX_KEY')
    await expect(openVault({ ...newSecrets(), SEAL_KEYS: '' })).rejects.toThrow('secret SEAL_KEYS')
  })
})
