/** What an invented family writes into the books that are open to the holder of a record, through the public's own doors. */
import { books } from '#books/index.ts'
import { type Chance, oneOf } from '#forms/field.ts'
import { flatten } from '#forms/page.ts'
import { sample } from '#forms/sample.ts'
import { dayAt } from '#platform/clock.ts'
import { randomText } from '#platform/vault.ts'
import { type Post, pageOf } from '../in-process-client.ts'
import type { Home } from './reporting.ts'

/** Opens the record and writes one entry into one of the books. */
export async function ask(post: Post, random: Chance, { reference, tail }: Home): Promise<void> {
  const open = books.filter(({ writes }) => writes.includes('holder'))
  if (open.length === 0) return
  const book = oneOf(random, open)
  const { pass } = pageOf((await post('/my/open', { reference: [reference], tail: [tail] })).view, 'record')
  const said = flatten(book.form, sample(book.form, { today: dayAt(Date.now()) }, random))
  await post(`/my/${book.slug}/write`, { ...said, pass: [pass], key: [randomText(16)] })
}
