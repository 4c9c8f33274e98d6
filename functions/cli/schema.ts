/** `npm run schema`: prints the whole schema of a fresh database. */
import { emptyAt } from './empty.ts'
import { schemaOf } from './whole-schema.ts'

const db = emptyAt(':memory:')
console.log(
  schemaOf(db)
    .map(({ why, sql }) => `${why}${sql};`)
    .join('\n\n'),
)
db.close()
