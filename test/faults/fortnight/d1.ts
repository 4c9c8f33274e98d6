/** An empty database in memory, for worlds by the thousand. */
import { d1On } from '#cli/d1.ts'
import { emptyAt } from '#cli/empty.ts'

export function newDatabase(): D1Database {
  return d1On(emptyAt(':memory:'))
}
