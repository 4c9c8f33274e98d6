/** The rules of the house: which room may see which, and what stands where. */
import { describe, expect, it } from 'vitest'
import { circlesIn, type Import, importsOf, type Source, sources, withoutComments } from '../support/sources.ts'

const functions = sources('functions/**/*.ts', 'functions/**/*.mjs')
const site = sources('src/**/*.ts', 'src/**/*.astro')
const tests = sources('test/**/*.ts')
const worker = functions.filter(({ path }) => !path.startsWith('functions/cli/'))

// Each room sees itself and the floors below; a net sees no other room of its floor.
const floors = [
  ['platform'],
  ['forms'],
  ['web'],
  ['audit'],
  ['staff'],
  ['register'],
  ['books'],
  ['protection', 'care', 'publicity'],
  ['village'],
  ['retention'],
  ['oversight'],
  ['today'],
]
// What composes the rooms, each taking from those before it.
const roof = ['view.ts', 'jobs', 'jobs.ts', 'app.ts', 'worker.ts']

/** The first folder or file below functions/. */
function roomOf(path: string): string {
  return path.split('/')[1] ?? ''
}

function floorOf(path: string): number {
  const room = roomOf(path)
  const floor = floors.findIndex((rooms) => rooms.includes(room))
  return floor >= 0 ? floor : roof.includes(room) ? floors.length + roof.indexOf(room) : -1
}

function isAllowed({ from, to }: Import): boolean {
  const [here, there] = [floorOf(from), floorOf(to)]
  return here >= 0 && there >= 0 && (there < here || roomOf(from) === roomOf(to))
}

function wrong(imports: Import[], rule: (each: Import) => boolean): string[] {
  return imports.filter((each) => !rule(each)).map(({ from, to }) => `${from} imports ${to}`)
}

/** What stands against the floors, types included. */
function against(files: Source[]): string[] {
  return wrong(
    files.flatMap(importsOf).filter(({ to }) => to.startsWith('functions/')),
    isAllowed,
  )
}

describe('imports', () => {
  it('stand in no circle, types included', () => {
    expect(circlesIn([...functions, ...site, ...tests])).toEqual([])
  })
  it('lead down the floors, and from no net to another', () => {
    expect(worker.flatMap(importsOf).length).toBeGreaterThan(500)
    expect(against(worker)).toEqual([])
  })
  it('are found where one is planted: a circle, a step up, a net that sees a net', () => {
    const planted = (path: string, to: string) => ({ path, text: `import type { A } from '${to}'\n` })
    const clock = 'functions/platform/clock.ts'
    expect(
      circlesIn([planted(clock, './areas.ts'), planted('functions/platform/areas.ts', '#platform/clock.ts')]),
    ).toEqual([['functions/platform/areas.ts', clock]])
    expect(against([planted(clock, '#forms/form.ts')])).toEqual([`${clock} imports functions/forms/form.ts`])
    const search = 'functions/publicity/search/store.ts'
    const queue = '#protection/alerts/store/queue.ts'
    expect(against([planted(search, queue)])).toEqual([`${search} imports functions/protection/alerts/store/queue.ts`])
  })
  it('of functions never name the site, and only the worker names Astro', () => {
    expect(wrong(worker.flatMap(importsOf), ({ to }) => !to.startsWith('src/'))).toEqual([])
    const astro = worker.flatMap(importsOf).filter(({ to }) => /^@?astro/.test(to))
    expect(new Set(astro.map(({ from }) => from))).toEqual(new Set(['functions/worker.ts']))
  })
  it('of forms name zod, the platform and the township, and nothing else', () => {
    const forms = worker.flatMap(importsOf).filter(({ from, types }) => !types && roomOf(from) === 'forms')
    const allowed = /^(zod$|functions\/forms\/|functions\/platform\/|content\/township\.json$)/
    expect(wrong(forms, ({ to }) => allowed.test(to))).toEqual([])
  })
  it('of the site take values only from forms, books, the clock, the standing of notices and the table of roles, and see no database', () => {
    const values = site.flatMap(importsOf).filter(({ types, to }) => !types && to.startsWith('functions/'))
    const allowed =
      /^functions\/(forms\/|books\/index\.ts$|platform\/(clock|roles)\.ts$|publicity\/notices\/standing\.ts$)/
    expect(wrong(values, ({ to }) => allowed.test(to))).toEqual([])
    expect(site.filter(({ text }) => /cloudflare:workers|D1Database/.test(text)).map(({ path }) => path)).toEqual([])
  })
  it('across rooms go by the names of package.json, and climb no two folders', () => {
    const climbing = [...functions, ...site, ...tests].filter(({ text }) =>
      /from '\.\.\/\.\.\/(?!\w+[.\w]*')/.test(text),
    )
    expect(climbing.map(({ path }) => path)).toEqual([])
  })
})

/** Where SQL may stand: `store.ts`, or `store/<topic>.ts`. */
function isStore(path: string): boolean {
  return /\/store(\/[\w-]+)?\.ts$/.test(path)
}

describe('sources', () => {
  it('SQL stands only in stores', () => {
    const sql = worker.filter(({ text }) =>
      /\bdb\.(prepare|batch|exec)\(|\b(SELECT|INSERT|UPDATE|DELETE)\b.*\b(FROM|INTO|SET)\b/.test(withoutComments(text)),
    )
    expect(sql.map(({ path }) => path).filter((path) => !isStore(path))).toEqual([])
    expect(sql.length).toBeGreaterThan(1)
  })
  it("a store's function takes the database first", () => {
    for (const { path, text } of worker.filter(({ path }) => isStore(path))) {
      const taking = [...text.matchAll(/^export (?:async )?function (\w+)\(\s*(\w+)/gm)].filter(
        ([, name]) => !name?.startsWith('is'),
      )
      expect(taking.length, path).toBeGreaterThan(0)
      for (const [, name, first] of taking) expect(first, `${path} ${name}`).toBe('db')
    }
  })
  it('Chinese stands where it is read, and comments are English', () => {
    const elsewhere = functions.filter(
      ({ path }) => !/^functions\/(forms\/|books\/[\w-]+\.ts$|platform\/roles\.ts$)/.test(path),
    )
    const han = elsewhere.filter(({ text }) => /\p{Script=Han}/u.test(withoutComments(text)))
    expect(han.map(({ path }) => path)).toEqual([])
  })
  it('no drawer for odds and ends', () => {
    const drawer = /(^|\/)(utils?|helpers?|lib|common|services?|managers?|misc|shared)(\/|\.)/
    const all = [...functions, ...site, ...tests]
    expect(all.map(({ path }) => path).filter((path) => drawer.test(path))).toEqual([])
  })
  it('a room stays small: 150 lines, tables aside', () => {
    const long = [...functions, ...site].filter(({ text }) => text.split('\n').length > 150)
    expect(long.map(({ path }) => path)).toEqual([])
  })
  it('nothing writes to the console but the log, whose lines have no room for values', () => {
    const logging = worker.filter(({ text }) => /console\./.test(withoutComments(text)))
    expect(logging.map(({ path }) => path)).toEqual(['functions/web/log.ts'])
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
