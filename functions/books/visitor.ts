/** /my/{book}: what the holder of a record writes into the township's books, and what came of it. */
import { Hono } from 'hono'
import { holderLine, write } from '#audit/line.ts'
import { check } from '#forms/check.ts'
import type { Answers } from '#forms/form.ts'
import { compact, type Raw, untangle } from '#forms/page.ts'
import { dayAt } from '#platform/clock.ts'
import type { App, RequestContext } from '#platform/context.ts'
import { randomText } from '#platform/vault.ts'
import { passed, passFor, type RecordVars } from '#register/holder/pass.ts'
import { newNumber } from '#register/submissions/reference.ts'
import { formBody } from '#web/body.ts'
import { sent } from '#web/sent.ts'
import { type Book, kindOf } from './book.ts'
import { dueDay, openEntry } from './opened.ts'
import * as store from './store/entry.ts'
import type { OwnBookView } from './view.ts'

const DIGITS = 6
const MOST_TRIES = 20

/** The holder's pages of these books. */
export function holderOf(books: readonly Book[]): Hono<App> {
  const pages = new Hono<App>()
  for (const book of books.filter(({ writes }) => writes.includes('holder'))) {
    pages.post(`/${book.slug}`, formBody, passed, async (c) => c.render(await pageOf(c, book)))
    pages.post(`/${book.slug}/write`, formBody, passed, (c) => writeInto(c, book))
  }
  return pages
}

async function writeInto(c: RequestContext<RecordVars>, book: Book) {
  const { raw, now } = c.var
  const key = sent(raw, 'key')
  const typed = compact(book.form, raw)
  const { answers, errors } = check(book.form, untangle(book.form, typed), { today: dayAt(now) })
  const again = async (aside: Partial<OwnBookView>) =>
    c.render({ ...(await pageOf(c, book)), raw: typed, ...aside, status: 422 })
  // A page that lost its key asks once more, with a new one.
  if (!answers || !/^[\w-]{22}$/.test(key)) return again({ errors: errors ?? {} })
  const id = await idOf(c, book, key)
  await keep(c, book, id, answers)
  const view = await pageOf(c, book, id)
  // Neither now nor by an earlier press: as many wait as may.
  return view.kept ? c.render(view) : again({ full: true })
}

/** Made of the press and the record it is about, so that nobody names a row that is another's. */
async function idOf({ var: { vault, opened } }: RequestContext<RecordVars>, book: Book, key: string): Promise<string> {
  return (await vault.sign('entry', opened.row.id, book.slug, key)).slice(0, 22)
}

/** The page; `written` is the entry that was just kept. */
async function pageOf(c: RequestContext<RecordVars>, book: Book, written = ''): Promise<OwnBookView> {
  const { vault, now, opened } = c.var
  const { id, village } = opened.row
  const { rows, steps } = await store.own(c.env.DB, book, await holderLine(c, 'open', id))
  const entries = await Promise.all(rows.map((row) => openEntry(vault, book, row, steps, now)))
  const kept = entries.find((entry) => entry.id === written)
  return {
    page: 'own-book',
    book,
    pass: await passFor(c, id),
    village,
    aside: opened.row.duplicate_of !== null,
    entries,
    key: randomText(16),
    raw: {} as Raw,
    errors: {},
    ...(kept && { kept }),
  }
}

async function keep(c: RequestContext<RecordVars>, book: Book, id: string, answers: Answers): Promise<void> {
  const { vault, now, opened } = c.var
  const record = opened.row.id
  const [kind, sealed] = [kindOf(book, answers), await vault.seal(['entry', id, record], answers)]
  const detail = [book.slug, kind].filter(Boolean).join(' ')
  const line = await write(vault, { at: now, actor: 'holder', act: 'entry-write', record, detail })
  for (let tries = 0; ; tries++) {
    try {
      const number = newNumber(DIGITS)
      return await store.write(c.env.DB, book, { id, number, kind, due: dueDay(book, now), sealed }, line)
    } catch (error) {
      // One in ten at a hundred thousand entries: draw another number.
      if (!store.isNumberTaken(error) || tries === MOST_TRIES) throw error
    }
  }
}
