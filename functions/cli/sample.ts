/** `npm run sample`: fills the empty database of this machine with invented people of all villages, who register and report over fourteen days through the same doors as real ones. */
import { DatabaseSync } from 'node:sqlite'
import { parseArgs } from 'node:util'
import { oneOf } from '#forms/field.ts'
import { forms } from '#forms/index.ts'
import type { Raw } from '#forms/page.ts'
import { returnee } from '#forms/returnee.ts'
import { township } from '#forms/township.ts'
import { addDays, type Day, dayAt, startOf } from '#platform/clock.ts'
import type { Staff } from '#platform/principal.ts'
import { openVault } from '#platform/vault.ts'
import { dataFolder as data, secretsFile } from './backup/kept.ts'
import { databaseIn } from './backup/snapshot.ts'
import { sendCommand } from './control-socket.ts'
import { d1On } from './d1.ts'
import { openDatabase } from './database.ts'
import { stop } from './here.ts'
import { inProcessClient, type Post, pageOf } from './in-process-client.ts'
import { ask } from './sample/asking.ts'
import { enrolled, gone, type Seat, signedIn, work } from './sample/desk.ts'
import { returning, writing } from './sample/family.ts'
import { type Home, look, report } from './sample/reporting.ts'
import { seeded } from './sample/seeded.ts'
import { secretsIn } from './secrets.ts'

const MINUTE = 60_000
const TOGETHER = 12
// The sample of today is the sample of every day: the same families, moved.
const SEED = 20_221_117

const { values } = parseArgs({ options: { days: { type: 'string', default: '14' } } })
const days = Number(values.days)
if (!(Number.isInteger(days) && days >= 0 && days <= 14))
  stop(`--days must be a number from 0 to 14; it is "${values.days}".`)
const secrets = secretsIn(secretsFile)
const vault = await openVault(secrets)
if (!township.sample)
  stop('content/township.json says "sample": false; invented people do not belong into a real register.')
if (await sendCommand(data, vault, '{}'))
  stop('The server is running on this database; stop it first, and start it again afterwards.')
// The bridge to workerd would take minutes for what SQLite does in seconds.
await (await openDatabase(data)).close()
const source = new DatabaseSync(databaseIn(data) ?? stop(`There is no database in ${data}.`))
const db = d1On(source)
if (await db.prepare('SELECT 1 FROM submission LIMIT 1').first())
  stop(`There are records in ${data}; the sample goes into an empty database.`)

const now = Date.now()
let clock = now
// The app asks for the time as always; it is told the fortnight's.
Date.now = () => clock
const random = seeded(SEED)
const post = inProcessClient({ ...secrets, DB: db, SEARCH_BUILD: 'none' })
const today = dayAt(now)
let people = 0
let reports = 0
const homes: Home[] = []
const doctor: Staff = { id: 'clinic', name: '', role: 'clinic', villages: 'all' }

at(addDays(today, -days), 7 * 60)
const cadres = new Map<string, Seat>()
for (const village of Object.keys(township.villages))
  cadres.set(village, await enrolled(db, vault, post, 'village', [village]))
const clinic = await enrolled(db, vault, post, 'clinic')
for (let back = days; back >= 0; back--) await day(addDays(today, -back))
for (const cadre of [...cadres.values(), clinic]) await gone(db, vault, cadre)
source.close()
console.log(`\n${people} registrations and ${reports} reports of ${days + 1} days in ${data}. Look at them: npm start`)

/** One day of the township: families report, people register, and the desk works through what came. */
async function day(date: Day): Promise<void> {
  await slot(date, 7 * 60)
  let minute = 8 * 60
  for (const [village, cadre] of cadres) {
    let session = ''
    const arriving = 1 + Math.floor(random() * 2)
    for (let n = 0; n < arriving; n++) {
      minute += 1 + Math.floor(random() * 20)
      at(date, minute)
      if (clock > now) continue
      const arrival = addDays(date, Math.floor(random() * 3))
      const raw = returning(returnee, random, ++people, village, arrival)
      const reference = await register(post, 'returnee', raw)
      homes.push({ reference, tail: raw['phone']?.[0]?.slice(-4) ?? '', arrival })
      clock += 20 * MINUTE
      // What came today or yesterday still waits.
      if (date >= addDays(today, -1) || random() >= 0.9) continue
      session ||= await signedIn(post, cadre)
      await work(post, random, session, reference, random() < 0.2)
    }
    for (const form of Object.values(forms).filter((form) => form !== returnee))
      if (random() < 0.2 && clock <= now) await register(post, form.slug, writing(form, random, ++people, village))
    const asking = homes.at(-1)
    if (asking && random() < 0.1 && clock <= now) await ask(post, random, asking)
  }
  await slot(date, 14 * 60)
  console.log(`${date}  ${people} registrations, ${reports} reports`)
}

/** Most of who is home reports from that minute on, and a few after 16:00; then the clinic looks. */
async function slot(date: Day, minute: number): Promise<void> {
  const there = homes.filter(({ arrival }) => arrival <= date && date <= addDays(arrival, township.observation.days))
  const reporting = there.filter(() => random() >= 0.12)
  // A dozen in the same minute, each by chance of its own: one after the other they would take minutes of ours.
  for (let n = 0; n < reporting.length; n += TOGETHER) {
    at(date, minute + Math.floor((n / reporting.length) * 100) + (random() < 0.05 ? 180 : 0))
    if (clock > now) continue
    const those = reporting.slice(n, n + TOGETHER)
    await Promise.all(
      those.map((home) => ({ home, own: seeded(random() * 2 ** 31) })).map(({ home, own }) => report(post, own, home)),
    )
    reports += those.length
  }
  at(date, minute + 300)
  clock = Math.min(clock, now)
  // Something waits when somebody looks at the sample.
  await look(db, post, doctor, await signedIn(post, clinic), date === today ? 2 : 0)
}

/** Fills in a form, looks at it, keeps it: gives the number. */
async function register(post: Post, form: string, raw: Raw): Promise<string> {
  const looked = pageOf((await post(`/forms/${form}/check`, raw)).view, 'check')
  clock += oneOf(random, [1, 2, 3]) * MINUTE
  return pageOf((await post(`/forms/${form}/keep`, { ...raw, token: [looked.token] })).view, 'receipt').reference
}

/** Sets the clock to that minute of that day. */
function at(date: Day, minute: number): void {
  clock = startOf(date) + minute * MINUTE
}
