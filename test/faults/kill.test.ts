/** Three rounds of the drill in every test run; `npm run drill:kill` makes fifty. */
import { randomInt } from 'node:crypto'
import { expect, it } from 'vitest'
import { rounds } from './kill.ts'

it('what was acknowledged stands after kill -9, whole and once', async () => {
  const lines: string[] = []
  const found = await rounds(3, randomInt(2 ** 31), (line) => lines.push(line))
  const { seed: _, acknowledged, stored, ...wrong } = found
  expect(wrong, lines.join('\n')).toEqual({ lost: 0, halfWritten: 0, refused: 0, changed: 0, grown: 0, broken: 0 })
  expect(acknowledged, lines.join('\n')).toBeGreaterThan(50)
  expect(stored, lines.join('\n')).toBeGreaterThanOrEqual(acknowledged)
})
