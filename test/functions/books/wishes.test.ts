/** What families ask for with a check-in: seen by their village and the town, read with a line in the audit, taken and done once. */
import { env } from 'cloudflare:workers'
import { beforeAll, expect, it } from 'vitest'
import { corrected, type Family, family, opened, report, rowsOf } from '#test/support/observed.ts'
import { type Seated, seated } from '#test/support/seated.ts'

let [town, village, foreign]: Seated[] = []
let home: Family
let id = ''

function at(who: Seated | undefined): Seated {
  if (!who) throw new Error('nobody is at the desk')
  return who
}
const acts = async (act: string) =>
  env.DB.prepare('SELECT count(*) AS n FROM audit WHERE record = ?1 AND act = ?2').bind(home.id, act).first('n')

/** The fields of a press. */
function taking(step: string) {
  return { key: crypto.randomUUID().replaceAll('-', '').slice(0, 22), step }
}

beforeAll(async () => {
  home = await family()
  const view = await opened(home)
  await report(view, ['36.5', '36.5'], { mood: ['bad'], help: ['comfort', 'medicine'], words: ['夜里睡不着'] })
  id = (await rowsOf<{ id: string }>('entry', home.id))[0]?.id ?? ''
  town = await seated('town')
  village = await seated('village', view.village)
  foreign = await seated('village', view.village === 'dawan' ? 'liuxi' : 'dawan')
})

it('is listed masked for its village and the town, without its words, and for nobody else', async () => {
  for (const who of [town, village]) {
    const { view } = await at(who).get('/staff/care')
    expect(view.lines).toMatchObject([{ id, step: 'open' }])
    expect(view.lines[0].record.name).toMatch(/^.\*+$/)
    expect(JSON.stringify(view)).not.toContain('睡不着')
  }
  expect((await at(foreign).get('/staff/care')).view.lines).toEqual([])
  expect((await at(foreign).get(`/staff/care/${id}`)).status).toBe(404)
  expect((await at(foreign).post(`/staff/care/${id}/step`, taking('taken'))).status).toBe(404)
  expect((await (await seated('clinic')).get('/staff/care')).status).toBe(403)
})

it('shows its words to who opens it, with a line in the audit; without one nothing leaves', async () => {
  const { view } = await at(village).get(`/staff/care/${id}`)
  expect(view.entry.said.map(([, words]: string[]) => words)).toEqual([
    '睡不好，心里慌',
    '找人说说话、看病买药',
    '夜里睡不着',
  ])
  expect(view.entry.steps).toEqual([])
  expect(await acts('entry-look')).toBe(1)
  await env.DB.prepare("CREATE TRIGGER stopped BEFORE INSERT ON audit BEGIN SELECT raise(ABORT, 'full'); END").run()
  const stopped = [
    await at(village).get(`/staff/care/${id}`),
    await at(village).get('/staff/care'),
    await at(village).post(`/staff/care/${id}/step`, taking('taken')),
  ]
  await env.DB.prepare('DROP TRIGGER stopped').run()
  expect(stopped.map(({ status }) => status)).toEqual([503, 503, 503])
  expect(JSON.stringify(stopped.map((each) => each.view))).not.toMatch(/睡不|\*\*/)
})

it('is taken and done once under 32 presses, and then leaves the list', async () => {
  const storm = async (step: string) => {
    const answers = await Promise.all(
      Array.from({ length: 32 }, (_, n) => at(n % 2 ? town : village).post(`/staff/care/${id}/step`, taking(step))),
    )
    return answers.filter(({ status }) => status === 200).length
  }
  expect([await storm('taken'), await storm('done')]).toEqual([1, 1])
  expect(await acts('entry-step')).toBe(2)
  const { view } = await at(town).get(`/staff/care/${id}`)
  const [taken, done] = view.entry.steps
  expect(taken.name).toBe('王示例')
  expect(done.at).toBeGreaterThanOrEqual(taken.at)
  expect((await at(village).get('/staff/care')).view.lines).toEqual([])
})

it('goes with a family that corrects its village, and is read there', async () => {
  const moving = await family()
  const asked = async (words: string, page: { leave: string }) => {
    await report(page, ['36.5', '36.5'], { words: [words] })
    return (await rowsOf<{ id: string }>('entry', moving.id)).map((each) => each.id)
  }
  const before = await asked('要人送菜', await opened(moving))
  const page = await opened(moving)
  expect((await corrected(moving, { 'home.village': ['dawan'] })).view.corrected).toBe(true)
  // Sent on a page that was opened before.
  const both = await asked('要人修灯', page)
  expect(both).toHaveLength(2)
  expect(both).toEqual(expect.arrayContaining(before))
  const listed = async (who: Seated | undefined) => {
    const { view } = await at(who).get('/staff/care')
    const books: { slug: string; waiting: number }[] = (await at(who).get('/staff/')).view.books
    return {
      ids: view.lines.map((each: { id: string }) => each.id).toSorted(),
      counted: books.find(({ slug }) => slug === 'care')?.waiting,
    }
  }
  expect(await listed(foreign)).toEqual({ ids: both.toSorted(), counted: 2 })
  expect(await listed(village)).toEqual({ ids: [], counted: 0 })
  const words = await Promise.all(
    both.map(async (one) => (await at(foreign).get(`/staff/care/${one}`)).view.entry.said.at(-1)[1]),
  )
  expect(words.toSorted()).toEqual(['要人修灯', '要人送菜'].toSorted())
  for (const one of both) expect((await at(foreign).post(`/staff/care/${one}/step`, taking('done'))).status).toBe(200)
})

it('comes in pages that hold everything once, the oldest at the head', async () => {
  const rows = Array.from({ length: 45 }, (_, n) => [`care-${String(n).padStart(17, '0')}`, 1000 + (n % 4)])
  await env.DB.batch(
    rows.map(([key, at]) =>
      env.DB.prepare(
        `INSERT INTO entry (id, submission, book, village, step, waits, made_at, sealed)
         SELECT ?1, submission, book, village, 'open', 1, ?2, sealed FROM entry WHERE id = ?3`,
      ).bind(key, at, id),
    ),
  )
  for (const who of [town, village]) {
    const found: { id: string; madeAt: number }[] = []
    let next: string | undefined = '/staff/care'
    while (next) {
      const { view }: { view: { lines: typeof found; next?: string } } = await at(who).get(next)
      found.push(...view.lines)
      next = view.next
    }
    expect(new Set(found.map((each) => each.id)).size).toBe(45)
    const place = (each: (typeof found)[number]) => `${each.madeAt} ${each.id}`
    expect(found.map(place)).toEqual(found.map(place).toSorted())
  }
})
