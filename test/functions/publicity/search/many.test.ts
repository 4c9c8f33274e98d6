/** A town with thousands of notices: every search is answered, and every answer can be reached. */
import { env } from 'cloudflare:workers'
import { beforeAll, expect, it } from 'vitest'
import { send } from '#test/support/app.ts'
import { counted } from '#test/support/counts.ts'
import { loaded, manyPages } from '#test/support/pages.ts'

// Many times what is weighed at once, of every page and of every fiftieth.
const PAGES = counted({ tested: 2000, drilled: 10_000 })
const OF_A_VILLAGE = Math.ceil(PAGES / 6)
beforeAll(() => loaded(env.DB, env.SEARCH_BUILD, [...manyPages(PAGES)]), 120_000)

async function search(query: string) {
  const { status, view } = await send(`/search/?${query}`, {})
  return { status, answer: view.answer, paths: view.answer.hits.map(({ path }: { path: string }) => path) as string[] }
}

it('a word of every page is found ten at a time, and more are promised', async () => {
  const { status, answer, paths } = await search('q=返乡')
  expect([status, answer.count, answer.more, paths.length]).toEqual([200, 30, true, 10])
})
it('every page with a word can be reached, once', async () => {
  const seen: string[] = []
  for (let page = 1; page <= PAGES / 500 + 1; page++) seen.push(...(await search(`q=停水三天&page=${page}`)).paths)
  const wanted = Array.from({ length: PAGES / 50 }, (_, number) => `/notices/${number * 50}/`)
  expect(seen.sort()).toEqual(wanted.sort())
})
it('what stands on more pages than are weighed comes newest first', async () => {
  const { paths } = await search('q=返乡&page=2')
  expect(paths).toEqual(Array.from({ length: 10 }, (_, number) => `/notices/${PAGES - 11 - number}/`))
})
it('lists go to their end, newest first', async () => {
  expect((await search('in=notices')).paths[0]).toBe(`/notices/${PAGES - 1}/`)
  const { paths, answer } = await search(`in=notices&page=${PAGES / 10}`)
  expect([paths.at(-1), answer.count, answer.more]).toEqual(['/notices/0/', PAGES, false])
  expect((await search(`in=notices&village=liuxi&page=${Math.ceil(OF_A_VILLAGE / 10)}`)).paths).toHaveLength(
    OF_A_VILLAGE % 10,
  )
})
it('a single character, and one that is nowhere, are answered', async () => {
  expect((await search('q=返')).answer.count).toBe(30)
  expect((await search('q=龘')).answer.count).toBe(0)
})
