/** The address that a build says of itself, from what was set where it was begun. */
import { expect, it } from 'vitest'
import { addressed, siteAddress, unreached } from '#cli/site-address.ts'

const here = { url: 'http://localhost:8787' }
const online = { url: 'https://www.example.cn' }

it.each([
  ['the township says it, nothing else does', here, {}, undefined],
  ['another port of this machine', here, { PORT: '8806' }, 'http://localhost:8806'],
  ['a port that is not known yet', here, { PORT: '0' }, undefined],
  ['no port', here, { PORT: 'eight' }, undefined],
  ['a real address, behind whose proxy a port is', online, { PORT: '8806' }, undefined],
  ['somewhere else', online, { SITE: 'https://zt.example.cn/qinghe/', PORT: '8806' }, 'https://zt.example.cn/qinghe'],
  ['a telephone in the same room', here, { SITE: 'http://192.168.1.5:8787' }, 'http://192.168.1.5:8787'],
  ['a township without one', { url: 'nowhere' }, { PORT: '8806' }, undefined],
  ['no township', null, { PORT: '8806' }, undefined],
])('%s', (_, said, env, address) => {
  expect(siteAddress(said, env)).toBe(address)
})

it('is the township’s own in everything that is built, and nothing else of it changes', async () => {
  const { transform } = addressed('http://localhost:8806')
  const read = transform as (code: string, id: string) => { code: string } | null
  const code = JSON.stringify({ name: '青禾镇', ...here })
  expect(JSON.parse(read(code, '/project/content/township.json')?.code ?? '')).toEqual({
    name: '青禾镇',
    url: 'http://localhost:8806',
  })
  expect(read(code, '/project/content/duties.json')).toBeNull()
  expect((addressed(undefined).transform as typeof read)(code, '/project/content/township.json')).toBeNull()
})

it.each([
  ['http://localhost:8787', '127.0.0.1', false],
  ['http://localhost:8806', '127.0.0.1', true],
  ['http://localhost:8787', '0.0.0.0', true],
  ['http://192.168.1.5:8787', '0.0.0.0', false],
  ['https://www.example.cn', '127.0.0.1', false],
])('%s served on %s port 8787 leads nowhere: %s', (address, host, nowhere) => {
  expect(unreached(address, 'http://127.0.0.1:8787', host)).toBe(nowhere)
})
