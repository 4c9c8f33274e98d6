/** The books of the township: the only list of them. */
import { announce } from '#forms/index.ts'
import type { Book } from './book.ts'
import { requests } from './requests.ts'
import { wishes } from './wishes.ts'

const township = [requests, wishes] as const

/** As the words know them by name. */
export type BookSlug = (typeof township)[number]['slug']

export const books: Book[] = []
for (const book of township) addBook(book)

/** Adds a book before the app is made of them; what anybody may write is a form of the public then. */
export function addBook(book: Book): void {
  books.push(book)
  if (book.writes.includes('public')) announce(book.form)
}

// The site takes the forms from here, because those of books are among them.
export { forms } from '#forms/index.ts'
export { kindName } from './book.ts'
