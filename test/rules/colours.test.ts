/** A colour of the house stands in one file; what is no page and cannot read it is held against it. */
import { expect, it } from 'vitest'
import { green, ground } from '#src/page/mark.ts'
import { sources } from '../support/sources.ts'

const [colours] = sources('src/styles/colours.css')
const named = new Map(
  [...(colours?.text ?? '').matchAll(/--([\w-]+): (#[0-9a-f]{3,6});/g)].map(([, name = '', value = '']) => [
    name,
    value,
  ]),
)

it('stands nowhere else', () => {
  const own = new Set([...named.values()].filter((value) => value.length === 7))
  expect(own.size).toBeGreaterThan(8)
  const rest = sources('src/**/*.{css,astro,ts,js}', 'test/browser/*.ts').filter(
    ({ path }) => path !== colours?.path && path !== 'src/page/mark.ts',
  )
  const again = rest.filter(({ text }) => [...text.matchAll(/#[0-9a-f]{6}\b/g)].some(([value]) => own.has(value)))
  expect(again.map(({ path }) => path)).toEqual([])
})

it('is the same in the mark and in the manifest', () => {
  expect([green, ground]).toEqual([named.get('green'), named.get('ground')])
})
