/** Public pages as the build would hand them to the index: the real ones by their words, and as many invented ones as asked for. */
import { loading, removing } from '#cli/index-rows.ts'
import { seeded } from '#cli/sample/seeded.ts'
import type { Page } from '#publicity/search/page.ts'

/** A page with a few words; the rest may be left out. */
export function page(title: string, text: string, more: Partial<Page> = {}): Page {
  return { path: `/knowledge/${title}/`, section: 'knowledge', title, text, badge: '', tone: 'topic', ...more }
}

/** Brings `pages` in as the rows of `build`, and takes out everybody else's. */
export async function loaded(db: D1Database, build: string, pages: Page[]): Promise<void> {
  await ran(db, loading(build, pages.length, pages))
  await ran(db, removing(build))
}

/** Runs statements in small batches. */
export async function ran(db: D1Database, statements: Iterable<string>): Promise<void> {
  for (const statement of statements) await db.prepare(statement).run()
}

/** Invented notices of about 500 characters whose words follow a natural distribution; `返乡` stands in all of them. */
export function* manyPages(count: number): Generator<Page> {
  const random = seeded(7)
  const sign = () => String.fromCodePoint(0x4e00 + Math.floor(random() * 2500))
  const vocabulary = Array.from({ length: 3000 }, () => sign() + sign())
  const words = (many: number) =>
    Array.from({ length: many }, () => vocabulary[Math.floor(random() ** 3 * 3000)]).join('')
  const villages = ['liuxi', 'shiqiao', 'xinghua', 'dawan', 'songling', 'qingquan']
  for (let number = 0; number < count; number++) {
    const text = `返乡人员${number % 50 === 0 ? '停水三天' : ''}\n${words(125)}\n${words(125)}`
    const times = { published: number, starts: number, ending: 'expired' as const, level: 'ordinary' as const }
    const more = { section: 'notices' as const, path: `/notices/${number}/`, villages: [villages[number % 6] ?? ''] }
    yield page(`第${number}号${words(5)}`, text, { ...more, ...times })
  }
}
