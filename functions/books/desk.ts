/** /staff/{book}: what waits in a book, one entry with its words, and the steps that are taken with it. */
import { Hono } from 'hono'
import type { Act } from '#audit/acts.ts'
import { lineOf } from '#audit/line.ts'
import { noteRead } from '#audit/store.ts'
import { isOdd, lengthOf } from '#forms/typed.ts'
import type { App, RequestContext } from '#platform/context.ts'
import { randomText } from '#platform/vault.ts'
import { linesOf } from '#register/ledger/masked.ts'
import { fromOurPage, type StaffVars, staffOnly } from '#staff/door.ts'
import { type FormVars, formBody } from '#web/body.ts'
import { idOf, one } from '#web/cursor.ts'
import { sent } from '#web/sent.ts'
import type { Book } from './book.ts'
import { fileOf } from './files.ts'
import { lines } from './lines.ts'
import { openEntry } from './opened.ts'
import * as store from './store/entry.ts'
import * as steps from './store/step.ts'
import type { BookEntryView } from './view.ts'

const PAGE_ROWS = 50
const WALL_ROWS = 200
const LONGEST_WORDS = 300

/** The desk's pages of a book. */
export function deskOf(book: Book): Hono<App> {
  const pages = new Hono<App>()
  const [reads, at] = [staffOnly(book.reads), `/staff/${book.slug}`]
  pages.use(fromOurPage)
  pages.get('/', reads, async (c) => c.render({ page: 'book', ...(await lines(c, book, PAGE_ROWS)) }))
  pages.get('/wall', reads, async (c) => c.render({ page: 'book-wall', ...(await lines(c, book, WALL_ROWS)) }))
  pages.post('/file', reads, formBody, (c) => fileOf(c, book))
  pages.get(one, reads, (c) => look(c, book))
  // What only a form may post to, reloaded: the entry itself.
  pages.get(`${one}/:act{step|undo}`, (c) => c.redirect(`${at}/${c.req.param('id')}`))
  pages.post(`${one}/step`, reads, formBody, (c) => step(c, book))
  pages.post(`${one}/undo`, reads, formBody, (c) => undo(c, book))
  return pages
}

async function step(c: RequestContext<StaffVars & FormVars>, book: Book) {
  const { raw } = c.var
  const [key, to, words] = [sent(raw, 'key'), sent(raw, 'step'), sent(raw, 'words').trim()]
  const asks = book.steps[to]?.words
  const wrong = wrongWith(book, key, to, words)
  if (wrong) return look(c, book, { wrong, typed: { step: to, words }, status: 422 })
  const found = await store.find(c.env.DB, c.var.staff, book, idOf(c))
  if (!found) return c.notFound()
  const sealed = asks && words ? await c.var.vault.seal(['entry_step', key, found.row.id], words) : null
  const act = await entryAct(c, book, 'entry-step', found.row.submission, to)
  const taken = await steps.take(c.env.DB, book, { id: key, entry: found.row.id, step: to, sealed }, act)
  if (taken) return look(c, book, { outcome: 'taken' })
  // Pressed twice, the second finds its own step and is as good as the first.
  return look(c, book, { outcome: 'late', status: 409 }, { key, to })
}

async function undo(c: RequestContext<StaffVars & FormVars>, book: Book) {
  const found = book.undo && (await store.find(c.env.DB, c.var.staff, book, idOf(c)))
  if (!found) return c.notFound()
  const taking = { id: sent(c.var.raw, 'key'), entry: found.row.id }
  const act = await entryAct(c, book, 'entry-undo', found.row.submission, found.row.step)
  const undone = await steps.undo(c.env.DB, book, taking, act)
  return look(c, book, undone ? { outcome: 'undone' } : { outcome: 'late', status: 409 })
}

function wrongWith(book: Book, key: string, to: string, words: string): BookEntryView['wrong'] {
  const step = Object.hasOwn(book.steps, to) ? book.steps[to] : undefined
  if (!step || !/^[\w-]{22}$/.test(key)) return 'step'
  if (lengthOf(words) > LONGEST_WORDS || isOdd(words)) return 'words'
  return step.words === 'required' && !words ? 'reason' : undefined
}

type Aside = Partial<Pick<BookEntryView, 'outcome' | 'wrong' | 'typed' | 'status'>>

/** One entry with its words, noted before they leave; where the `press` was kept after all, it is as good as taken. */
async function look(
  c: RequestContext<StaffVars>,
  book: Book,
  aside: Aside = {},
  press?: { key: string; to: string },
): Promise<Response> {
  const { staff, vault, now } = c.var
  const found = await store.find(c.env.DB, staff, book, idOf(c))
  if (!found) return c.notFound()
  const { row, record } = found
  const { line } = await entryAct(c, book, 'entry-look', row.submission, row.kind)
  await noteRead(c.env.DB, line)
  const [masked] = await linesOf(vault, [record])
  if (!masked) throw new Error('a record without a line')
  const entry = await openEntry(vault, book, row, found.steps, now, { record, names: true })
  const last = found.steps.at(-1)
  const undo = book.undo && last?.by === staff.id && last.at > now - steps.UNDO_MS ? last.id : undefined
  const kept = found.steps.some(({ id, step, by }) => id === press?.key && step === press.to && by === staff.id)
  return c.render({
    ...{ page: 'book-entry', book, staff, now, entry, record: masked, key: randomText(16), longest: LONGEST_WORDS },
    ...(undo && { undo }),
    ...(kept ? { outcome: 'taken' } : aside),
  })
}

/** What is done with an entry of the record, as the audit has it: the book, and its kind or step. */
async function entryAct(c: RequestContext<StaffVars>, book: Book, act: Act, record: string, said: string) {
  const detail = [book.slug, said].filter(Boolean).join(' ')
  return { staff: c.var.staff, line: await lineOf(c, act, record, detail) }
}
