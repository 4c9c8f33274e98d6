/** The rules of the house that README's "Explore the code" promises. */
import { describe, expect, it } from 'vitest'
import { type Import, importsOf, sources, withoutComments } from '../support/sources.ts'

const functions = sources('functions/**/*.ts', 'functions/**/*.mjs')
const site = sources('src/**/*.ts', 'src/**/*.astro')
const worker = functions.filter(({ path }) => !path.startsWith('functions/cli/'))

// Each room may take values from itself and from what stands before it.
const order = [
  ['functions/clock.ts', 'functions/vault.ts'],
  ['functions/operations/'],
  ['functions/forms/'],
  ['functions/audit/'],
  ['functions/staff/'],
  ['functions/submissions/'],
  ['functions/observation/'],
  ['functions/ledger/'],
  ['functions/alerts/'],
  ['functions/retention/'],
  ['functions/entry/'],
  ['functions/watch/'],
  ['functions/auditor/'],
  ['functions/exports/'],
  ['functions/requests/'],
  ['functions/certificates/'],
  ['functions/checkpoint/'],
  ['functions/today/'],
  ['functions/notices/'],
  ['functions/search/'],
  ['functions/transparency/'],
  ['functions/app.ts'],
  ['functions/jobs'],
  ['functions/worker.ts'],
]
// Guards are taken by every room and take none; a view is only a shape.
const everywhere = ['functions/again.ts', 'functions/guards.ts', 'functions/log.ts']

function roomOf(path: string): number {
  return order.findIndex((rooms) => rooms.some((room) => path.startsWith(room)))
}

function wrong(imports: Import[], rule: (each: Import) => boolean): string[] {
  return imports.filter((each) => !rule(each)).map(({ from, to }) => `${from} imports ${to}`)
}

describe('imports', () => {
  const ours = worker.flatMap(importsOf).filter(({ types }) => !types)

  it('values flow from clock and vault through the domains to the app and the worker', () => {
    const inside = ours.filter(({ to, from }) => to.startsWith('functions/') && !everywhere.includes(from))
    expect(inside.length).toBeGreaterThan(30)
    expect(wrong(inside, ({ from, to }) => everywhere.includes(to) || roomOf(to) <= roomOf(from))).toEqual([])
    expect(wrong(inside, ({ from, to }) => roomOf(from) >= 0 && (roomOf(to) >= 0 || everywhere.includes(to)))).toEqual(
      [],
    )
  })
  it('guards take values from no domain', () => {
    const guards = ours.filter(({ from }) => everywhere.includes(from))
    expect(wrong(guards, ({ to }) => !to.startsWith('functions/') || everywhere.includes(to))).toEqual([])
  })
  it('functions never import the site, and only the worker names Astro', () => {
    expect(wrong(worker.flatMap(importsOf), ({ to }) => !to.startsWith('src/'))).toEqual([])
    const astro = worker.flatMap(importsOf).filter(({ to }) => /^@?astro/.test(to))
    expect(new Set(astro.map(({ from }) => from))).toEqual(new Set(['functions/worker.ts']))
  })
  it('forms take zod, the clock and the township, and nothing else', () => {
    const forms = ours.filter(({ from }) => from.startsWith('functions/forms/'))
    const allowed = /^(zod$|functions\/forms\/|functions\/clock\.ts$|content\/township\.json$)/
    expect(wrong(forms, ({ to }) => allowed.test(to))).toEqual([])
  })
  it('the site takes values only from forms, the clock, the standing of notices and the table of roles, and sees no database', () => {
    const values = site.flatMap(importsOf).filter(({ types, to }) => !types && to.startsWith('functions/'))
    expect(
      wrong(values, ({ to }) => /^functions\/(forms\/|clock\.ts$|notices\/standing\.ts$|staff\/roles\.ts$)/.test(to)),
    ).toEqual([])
    expect(site.filter(({ text }) => /cloudflare:workers|D1Database/.test(text)).map(({ path }) => path)).toEqual([])
  })
})

describe('sources', () => {
  it('SQL stands only in stores', () => {
    const sql = worker.filter(({ text }) =>
      /\bdb\.(prepare|batch|exec)\(|\b(SELECT|INSERT|UPDATE|DELETE)\b.*\b(FROM|INTO|SET)\b/.test(withoutComments(text)),
    )
    expect(sql.map(({ path }) => path).filter((path) => !path.endsWith('/store.ts'))).toEqual([])
    expect(sql.length).toBeGreaterThan(1)
  })
  it("a store's function takes the database first", () => {
    for (const { path, text } of worker.filter(({ path }) => path.endsWith('/store.ts'))) {
      const taking = [...text.matchAll(/^export (?:async )?function (\w+)\(\s*(\w+)/gm)].filter(
        ([, name]) => !name?.startsWith('is'),
      )
      expect(taking.length, path).toBeGreaterThan(0)
      for (const [, name, first] of taking) expect(first, `${path} ${name}`).toBe('db')
    }
  })
  it('Chinese stands where it is read, and comments are English', () => {
    const elsewhere = functions.filter(({ path }) => !path.startsWith('functions/forms/'))
    const han = elsewhere.filter(({ text }) => /\p{Script=Han}/u.test(withoutComments(text)))
    expect(han.map(({ path }) => path)).toEqual([])
  })
  it('no drawer for odds and ends', () => {
    const drawer = /(^|\/)(utils?|helpers?|lib|common|services?|managers?|misc|shared)(\/|\.)/
    const all = [...functions, ...site, ...sources('test/**/*.ts')]
    expect(all.map(({ path }) => path).filter((path) => drawer.test(path))).toEqual([])
  })
  it('a room stays small: 150 lines, tables aside', () => {
    const long = [...functions, ...site].filter(({ text }) => text.split('\n').length > 150)
    expect(long.map(({ path }) => path)).toEqual([])
  })
  it('nothing writes to the console but the log, whose lines have no room for values', () => {
    const logging = worker.filter(({ text }) => /console\./.test(withoutComments(text)))
    expect(logging.map(({ path }) => path)).toEqual(['functions/log.ts'])
  })
  it('no number that could ring a phone stands anywhere', () => {
    const all = sources(
      'content/**/*.{md,json}',
      'src/**/*.{ts,astro}',
      'functions/**/*.{ts,sql}',
      'test/**/*.ts',
      'README.md',
    )
    const ringing = all.filter(({ text }) =>
      /(?<![\d.])1[3-9]\d{9}(?!\d)|(?<!\d)0[1-9]\d{1,2}-\d{7,8}(?!\d)/.test(text),
    )
    expect(ringing.map(({ path }) => path)).toEqual([])
  })
})
