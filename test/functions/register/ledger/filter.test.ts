import { expect, it } from 'vitest'
import type { Staff } from '#platform/principal.ts'
import { addressOf, readFilter, recordCursor } from '#register/ledger/filter.ts'

const cadre: Staff = { id: 'a', name: '', role: 'village', villages: ['dawan', 'liuxi'] }
const plain = {
  village: '',
  form: 'returnee',
  stage: 'registered',
  source: '',
  calls: '',
  mark: '',
  whose: '',
  from: '',
  to: '',
}

it('what an address does not say, or says wrong, is what most people want', () => {
  expect(readFilter({}, cadre)).toEqual(plain)
  const wrong = { village: 'songling', form: 'constructor', stage: 'x', source: 'x', from: '2026-02-30', to: "' OR 1" }
  expect(readFilter(wrong, cadre)).toEqual(plain)
})
it('the address of the next page says the same filter, and where this page ended', () => {
  const said = {
    village: 'dawan',
    form: 'volunteer',
    stage: 'closed',
    source: 'proxy',
    calls: 'unreached',
    mark: 'rings',
    whose: '',
    from: '2026-05-01',
    to: '2026-05-07',
  }
  const filter = readFilter(said, cadre)
  expect(filter).toEqual(said)
  for (const arrival of ['', '2026-05-02']) {
    const last = { arrival, receivedAt: 1_790_000_000_000, id: 'abcdefghijklmnop-_0123' }
    const query = Object.fromEntries(new URL(addressOf(filter, last), 'http://x').searchParams)
    expect([readFilter(query, cadre), recordCursor.read(query['after'])]).toEqual([filter, last])
  }
})
it('a place that nobody wrote down is the beginning', () => {
  for (const after of [undefined, '', 'x', '..', `2026-05-01.1.${'a'.repeat(23)}`])
    expect(recordCursor.read(after)).toBeUndefined()
})
