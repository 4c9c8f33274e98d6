/** A repeating group: the same few questions about each of several people, added by a button that needs no script. */
import { z } from 'zod'
import { toldApart, unnamed } from '../called.ts'
import { type Answer, type Field, type Fields, field, type Options } from '../field.ts'
import { sampleOf } from '../sample.ts'

interface PeopleOptions<F extends Fields> extends Options {
  fields: F
  max: number
  /** What one row is called: 家人. */
  one: string
}

export type Person<F extends Fields> = { [K in keyof F]: Answer<F[K]> }

export function people<const F extends Fields>(options: PeopleOptions<F>): Field<Person<F>[]> {
  const { fields, max, one } = options
  const inWords = (rows: Person<F>[], way: 'show' | 'mask') => {
    const told = (person: Person<F>, key: string) =>
      person[key] === undefined ? '' : (fields[key]?.[way](person[key]) ?? '')
    const listed = rows.map((row, index) => ({
      said: String(row['name'] ?? ''),
      name: told(row, 'name') || `${unnamed(index + 1, one)}，姓名待补`,
      ...{ relation: told(row, 'relation'), age: told(row, 'age') },
    }))
    const names = toldApart(listed, way, 1)
    const rest = (row: Person<F>) => Object.keys(fields).filter((key) => key !== 'name' && row[key] !== undefined)
    const words = rows.map((row, index) => [names[index], ...rest(row).map((key) => told(row, key))].join('，'))
    return words.join('；') || '没有'
  }
  return field<Person<F>[], PeopleOptions<F>>(options, {
    control: 'people',
    fields,
    rows: { max, one, add: `再加一位${one}`, remove: `不要这一位` },
    schema: (context) => {
      const parts = Object.entries(fields).map(([key, part]) => [key, part.schema(context)])
      const person = z.strictObject(Object.fromEntries(parts) as z.ZodRawShape)
      return z
        .array(person)
        .max(max, `一次最多登记${max}位${one}，其余请再登记一次`)
        .default([]) as unknown as z.ZodType<Person<F>[]>
    },
    show: (rows) => inWords(rows, 'show'),
    mask: (rows) => inWords(rows, 'mask'),
    example: (context, chance) => {
      const rows = chance ? Math.floor(chance() * (Math.min(max, 3) + 1)) : 1
      return Array.from({ length: rows }, () => sampleOf(fields, context, chance))
    },
  }) as Field<Person<F>[]>
}
