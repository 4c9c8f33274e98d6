/** `npm run sample`: fills the empty database of this machine with invented people of all villages over fourteen days, through the same doors as real ones. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { addDays, type Day, dayAt, startOf } from '../clock.ts'
import type { Raw } from '../forms/page.ts'
import { township } from '../forms/township.ts'
import { openVault } from '../vault.ts'
import { openDatabase } from './database.ts'
import { root, stop } from './here.ts'
import { type Knock, knockOn, pageOf } from './knock.ts'
import { ask } from './line.ts'
import { enrolled, gone, type Seat, work } from './sample/desk.ts'
import { one, returning, volunteering } from './sample/family.ts'
import { seeded } from './sample/seeded.ts'
import { secretsIn } from './secrets.ts'

const MINUTE = 60_000
// The sample of today is the sample of every day: the same families, moved.
const SEED = 20_221_117

const { values } = parseArgs({ options: { days: { type: 'string', default: '14' } } })
const days = Number(values.days)
if (!(Number.isInteger(days) && days >= 0 && days <= 14))
  stop(`--days must be a number from 0 to 14; it is "${values.days}".`)
const data = process.env['SHOUWANG_DATA'] ?? join(root, '.data')
const secrets = secretsIn(process.env['SHOUWANG_SECRETS'] ?? join(root, '.secrets.json'))
const vault = await openVault(secrets)
if (!township.sample)
  stop('content/township.json says "sample": false; invented people do not belong into a real register.')
if (await ask(data, vault, ''))
  stop('The server is running on this database; stop it first, and start it again afterwards.')
const { db, close } = await openDatabase(data)
if (await db.prepare('SELECT 1 FROM submission LIMIT 1').first())
  stop(`There are records in ${data}; the sample goes into an empty database.`)

const now = Date.now()
let clock = now
// The app asks for the time as always; it is told the fortnight's.
Date.now = () => clock
const random = seeded(SEED)
const knock = knockOn({ ...secrets, DB: db, SEARCH_BUILD: 'none' })
const today = dayAt(now)
let people = 0

at(addDays(today, -days), 7 * 60)
const cadres = new Map<string, Seat>()
for (const village of Object.keys(township.villages))
  cadres.set(village, await enrolled(db, vault, knock, 'village', [village]))
for (let back = days; back >= 0; back--) await day(addDays(today, -back))
for (const cadre of cadres.values()) await gone(db, vault, cadre)
await close()
console.log(`\n${people} registrations of ${days + 1} days in ${data}. Look at them: npm start`)

/** One day of the township: people register, and the desk works through what came. */
async function day(date: Day): Promise<void> {
  let minute = 8 * 60
  for (const [village, cadre] of cadres) {
    const arriving = 1 + Math.floor(random() * 3)
    for (let n = 0; n < arriving; n++) {
      minute += 1 + Math.floor(random() * 20)
      at(date, minute)
      if (clock > now) continue
      const arrival = addDays(date, Math.floor(random() * 3))
      const reference = await register(knock, 'returnee', returning(random, ++people, village, arrival))
      clock += 20 * MINUTE
      // What came today or yesterday still waits.
      if (date < addDays(today, -1) && random() < 0.9) await work(knock, random, cadre, reference, random() < 0.2)
    }
    if (random() < 0.2 && clock <= now) await register(knock, 'volunteer', volunteering(random, ++people, village))
  }
  console.log(`${date}  ${people} registrations`)
}

/** Fills in a form, looks at it, keeps it: gives the number. */
async function register(door: Knock, form: string, raw: Raw): Promise<string> {
  const looked = pageOf((await door(`/forms/${form}/check`, raw)).view, 'check')
  clock += one(random, [1, 2, 3]) * MINUTE
  return pageOf((await door(`/forms/${form}/keep`, { ...raw, token: [looked.token] })).view, 'receipt').reference
}

/** Sets the clock to that minute of that day. */
function at(date: Day, minute: number): void {
  clock = startOf(date) + minute * MINUTE
}
