/** Pages compute no rule: a limit arrives in the view, a state has one name, and no page says either by itself. */
import { expect, it } from 'vitest'
import { stateNames } from '#src/words/observation.ts'
import { sources } from '../support/sources.ts'

const site = sources('src/views/**/*.astro', 'src/components/**/*.astro', 'src/words/*.ts')

// What a book of the township says of itself.
const books = /\/(requests|wishes|checkpoint)\//

/** Places that say a number of characters, minutes, hours, days or pieces as the most there may be. */
function limitsIn(text: string): string[] {
  return text.match(/最多 ?\d+|\d+ ?(分钟|小时|个字)|\d+ ?天(内|。)|[五十]+分钟|半小时/g) ?? []
}

it('no page says a limit by its own number', () => {
  expect(limitsIn('最多 30 份，30 分钟没有用，7 天内，五分钟')).toHaveLength(4)
  const said = site
    .filter(({ path }) => !books.test(path))
    .map(({ path, text }) => [path, limitsIn(text.replaceAll(/\/\*\*.*?\*\/|^\/\/.*$/gms, ''))] as const)
  expect(said.filter(([, found]) => found.length > 0)).toEqual([])
  expect(site.length).toBeGreaterThan(100)
})

it('the names of the states stand in one file', () => {
  const other = site.filter(({ path }) => path !== 'src/words/observation.ts')
  const maps = other.filter(({ text }) => /\bplanned: |\btransferred: ['`]转/.test(text) && /\bwithdrawn: /.test(text))
  expect(maps.map(({ path }) => path)).toEqual([])
  expect(new Set(Object.values(stateNames)).size).toBe(8)
})
