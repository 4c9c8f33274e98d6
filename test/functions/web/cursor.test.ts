/** A cursor comes back from an address as it was written; whatever else an address says is none. */
import { describe, expect, it } from 'vitest'
import { cursor, parts } from '#web/cursor.ts'
import { sent } from '#web/sent.ts'

const id = 'aB-_567890123456789012'
const lists = [
  [cursor({ arrival: parts.dayOrNone, receivedAt: parts.instant, id: parts.id }), { arrival: '', receivedAt: 0, id }],
  [
    cursor({ arrival: parts.dayOrNone, receivedAt: parts.instant, id: parts.id }),
    { arrival: '2026-11-22', receivedAt: 1_795_000_000_123, id },
  ],
  [cursor({ reported: parts.slot, id: parts.id }), { reported: '2026-11-22.1', id }],
  [cursor({ closes: parts.day, id: parts.id }), { closes: '2026-11-22', id }],
  [cursor({ seen: parts.flag, at: parts.instant, id: parts.personId }), { seen: 1, at: 5, id: `${id}-0` }],
] as const

describe.each(lists)('the cursor of list %#', (list, values) => {
  const written = list.write(values as never)
  it('comes back as it was', () => {
    expect(list.read(written)).toEqual(values)
  })
  it.each(['', 'x', `${written}x`, `x${written}`, `${written}\n`, written.replace('.', ' ')])(
    'does not come from %j',
    (said) => {
      expect(list.read(said)).toBeUndefined()
    },
  )
})

it('a field is its first value, and empty where nothing came', () => {
  expect([sent({ a: ['1', '2'] }, 'a'), sent({ a: [] }, 'a'), sent({}, 'a')]).toEqual(['1', '', ''])
})
