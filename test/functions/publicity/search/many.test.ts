/** A town with ten thousand notices: every search is answered, and every answer can be reached. */
import { env } from 'cloudflare:workers'
import { beforeAll, expect, it } from 'vitest'
import { send } from '#test/support/app.ts'
import { loaded, manyPages } from '#test/support/pages.ts'

beforeAll(() => loaded(env.DB, env.SEARCH_BUILD, [...manyPages(10_000)]), 120_000)

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
  for (let page = 1; page <= 21; page++) seen.push(...(await search(`q=停水三天&page=${page}`)).paths)
  const wanted = Array.from({ length: 200 }, (_, number) => `/notices/${number * 50}/`)
  expect(seen.sort()).toEqual(wanted.sort())
})
it('what stands on more pages than are weighed comes newest first', async () => {
  const { paths } = await search('q=返乡&page=2')
  expect(paths).toEqual(Array.from({ length: 10 }, (_, number) => `/notices/${9989 - number}/`))
})
it('lists go to their end, newest first', async () => {
  expect((await search('in=notices')).paths[0]).toBe('/notices/9999/')
  const { paths, answer } = await search('in=notices&page=1000')
  expect([paths.at(-1), answer.count, answer.more]).toEqual(['/notices/0/', 10_000, false])
  expect((await search('in=notices&village=liuxi&page=167')).paths).toHaveLength(7)
})
it('a single character, and one that is nowhere, are answered', async () => {
  expect((await search('q=返')).answer.count).toBe(30)
  expect((await search('q=龘')).answer.count).toBe(0)
})
