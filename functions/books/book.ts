/** What a book is (台账): a paper of the township whose entries somebody writes, somebody answers for, and whose steps follow one another; pure. */
import type { Fields } from '#forms/field.ts'
import { type Answers, defineForm, type Form, fieldsOf } from '#forms/form.ts'
import type { Permission } from '#platform/roles.ts'

/** Who writes an entry: anybody, with a number of their own; or the holder of a record, about it. */
type Writer = 'public' | 'holder'

/** A step that an entry can come to. */
interface Step {
  /** 等答复, as lists and files say it. */
  title: string
  /** The steps that may follow; where there are none, nobody waits for it any more. */
  next: readonly string[]
  /** Whether who takes it writes something that the person reads; nothing is asked otherwise. */
  words?: 'optional' | 'required'
}

export interface Book {
  /** Its address: `/staff/{slug}`, and `/my/{slug}` or `/forms/{slug}/`. */
  slug: string
  /** 本人的要求, as it stands over its list. */
  title: string
  writes: readonly Writer[]
  /** Who sees the entries of their villages, and takes the steps. */
  reads: Permission
  /** What an entry says. */
  form: Form
  /** The question whose answer names an entry in lists, and stays to be counted when its words are destroyed. */
  kind?: string
  /** By their names, first the one with which an entry begins. */
  steps: Readonly<Record<string, Step>>
  /** Days until somebody must have taken the last step. */
  dueDays?: number
  /** Most entries of one record that may wait at once. */
  most?: number
  /** A step can be taken back for ten minutes by who took it. */
  undo?: boolean
}

interface Definition<Slug extends string> extends Omit<Book, 'form'> {
  slug: Slug
}

/** A book whose entries hang on a record that is there, by its questions alone. */
export function defineBook<const Slug extends string>(
  definition: Definition<Slug> & ({ fields: Fields } | { form: Form; keepDays: number }),
): Book & { slug: Slug } {
  const { steps, ...book } = definition
  if ('fields' in book) return checked({ ...book, steps, form: formOf(book.slug, book.title, book.fields) })
  const begins = { step: firstStep({ steps }), dueDays: book.dueDays, kind: book.kind }
  return checked({ ...book, steps, form: { ...book.form, keepDays: book.keepDays, begins } })
}

// A book that cannot be right stops the build.
function checked<B extends Book>(book: B): B {
  const { slug, form, kind, dueDays = 0 } = book
  if (dueDays > (form.keepDays ?? Infinity)) throw new Error(`book ${slug}: it is gone before ${dueDays} days are over`)
  // It stands in the clear, so it is one of a few words of ours.
  if (kind !== undefined && !fieldsOf(form)[kind]?.choices) throw new Error(`book ${slug}: ${kind} is no choice`)
  return book
}

/** The step with which an entry begins. */
export function firstStep({ steps }: Pick<Book, 'steps'>): string {
  return Object.keys(steps)[0] ?? ''
}

/** Whether somebody has to do something about an entry at this step. */
export function isWaiting({ steps }: Book, step: string): boolean {
  return (steps[step]?.next.length ?? 0) > 0
}

/** What an entry is called in lists: the answer to the book's own question; empty where it has none. */
export function kindOf({ kind }: Book, answers: Answers): string {
  return kind === undefined ? '' : String(answers[kind] ?? '')
}

/** The same in words. */
export function kindName({ kind, form }: Book, value: string): string {
  return (kind && fieldsOf(form)[kind]?.choices?.[value]) || value
}

// Nobody reads a start page of it, and who writes is known from the record.
function formOf(slug: string, title: string, fields: Fields): Form {
  const unsaid = { who: '', need: '', minutes: 0, send: '', next: [] }
  return defineForm({
    ...{ slug, title, version: 1, ...unsaid },
    sections: [{ title: '', fields }],
    about: () => ({ village: '', people: 1, source: 'self', phone: '' }),
  })
}
