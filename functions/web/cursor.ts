/** Where a page of a list ended, as one parameter of an address, which names nobody; and the address of what has an id. */
import type { RequestContext } from '#platform/context.ts'

/** The address of one record, or of what has an id like one. */
export const one = '/:id{[\\w-]{22}}'

/** The id in such an address. */
export function idOf(c: RequestContext): string {
  return c.req.param('id') ?? ''
}

/** A part of a cursor: which signs it has in an address, and what they stand for. */
interface Part<Value> {
  shape: string
  write(value: Value): string
  read(text: string): Value
}

function text(shape: string): Part<string> {
  return { shape, write: String, read: String }
}

const instant: Part<number> = {
  shape: '[0-9a-z]{1,9}',
  write: (at) => at.toString(36),
  read: (said) => Number.parseInt(said, 36),
}
const flag: Part<0 | 1> = { shape: '[01]', write: String, read: (said) => (said === '1' ? 1 : 0) }

export const parts = {
  day: text('\\d{4}-\\d\\d-\\d\\d'),
  dayOrNone: text('[\\d-]{0,10}'),
  slot: text('\\d{4}-\\d\\d-\\d\\d\\.\\d'),
  id: text('[\\w-]{22}'),
  /** Of a check-in, with which of the family. */
  personId: text('[\\w-]{24}'),
  /** UTC milliseconds. */
  instant,
  flag,
}

type Parts = Record<string, Part<unknown>>
type ValuesOf<P extends Parts> = { [Name in keyof P]: ReturnType<P[Name]['read']> }

/** A cursor of these parts in this order: `write` gives it for an address, `read` takes it from one; what has another shape is none. */
export function cursor<P extends Parts>(of: P) {
  const named = Object.entries(of)
  const shape = new RegExp(`^${named.map(([, { shape }]) => `(${shape})`).join('\\.')}$`)
  return {
    write: (values: ValuesOf<P>): string => named.map(([name, part]) => part.write(values[name])).join('.'),
    read: (said = ''): ValuesOf<P> | undefined => {
      const found = shape.exec(said)
      return found
        ? (Object.fromEntries(named.map(([name, part], i) => [name, part.read(found[i + 1] ?? '')])) as ValuesOf<P>)
        : undefined
    },
  }
}
