/** `npm run retention:dry-run`: how many records would be destroyed at the next midnight, by village; changes nothing and names nobody. */
import { township } from '#forms/township.ts'
import { addDays, dayAt } from '#platform/clock.ts'
import { plainLast } from '#register/submissions/kept-until.ts'
import { boundsAt } from '#retention/bounds.ts'
import { settledOf } from '#retention/settling.ts'
import { countByVillage, marked } from '#retention/store/keeping.ts'
import { dataFolder } from './backup/kept.ts'
import { readingIn } from './backup/reading.ts'
import { stop } from './here.ts'

const day = addDays(dayAt(Date.now()), 1)
const bounds = boundsAt(day)
const { db, close } = readingIn(dataFolder) ?? stop(`There is no database in ${dataFolder}.`)
const counts = await countByVillage(db, bounds).catch((error: Error) =>
  stop(
    /no such table/.test(error.message)
      ? 'The database is older than these sources; npm start brings it up.'
      : error.message,
  ),
)
// What was changed since the timer ran is computed here and not written.
const changed = settledOf(await marked(db, Number.MAX_SAFE_INTEGER)).filter(
  ({ last, ...record }) => (last === '=' ? plainLast(record) : last) <= bounds.last,
)
close()

const all = [...counts, ...changed.map(({ village, form, people }) => ({ village, form, records: 1, people }))]
const villages = Map.groupBy(all, ({ village, form }) => `${township.villages[village]?.name ?? village}  ${form}`)
const sum = (of: typeof all) => {
  const [records, people] = [of.reduce((n, one) => n + one.records, 0), of.reduce((n, one) => n + one.people, 0)]
  return `${records} ${records === 1 ? 'record' : 'records'}, ${people} ${people === 1 ? 'person' : 'people'}`
}
for (const [name, of] of villages) console.log(`${name}  ${sum(of)}`)
console.log(`When ${day} begins: ${sum(all)}. Nothing was changed.`)
