/** Guards and routes, in the order a request meets them. */
import { type Context, Hono, type Next } from 'hono'
import { againFrom } from './again.ts'
import { caring } from './alerts/care/desk.ts'
import { alerts } from './alerts/desk.ts'
import { sealed } from './audit/chain/sealing.ts'
import { auditor } from './auditor/desk.ts'
import { certificates } from './certificates/desk.ts'
import { papers } from './certificates/holder.ts'
import { verify } from './certificates/visitor.ts'
import { checkpoint } from './checkpoint/desk.ts'
import { entry } from './entry/desk.ts'
import { exporting } from './exports/desk.ts'
import type { Raw } from './forms/page.ts'
import { away, dressed, sameOrigin, sorry } from './guards.ts'
import { ledger } from './ledger/desk.ts'
import { logged } from './log.ts'
import { stamped } from './notices/visitor.ts'
import { checkIn } from './observation/visitor.ts'
import { openOnly } from './operations/closed.ts'
import { type Keys, vaultNow } from './operations/ring.ts'
import { answering } from './requests/desk.ts'
import { requesting } from './requests/visitor.ts'
import { retention } from './retention/desk.ts'
import { search } from './search/visitor.ts'
import { type AccessSettings, gate } from './staff/access.ts'
import { desk } from './staff/desk.ts'
import type { Staff } from './staff/principal.ts'
import { api } from './submissions/api.ts'
import { holder } from './submissions/holder.ts'
import type { Opened } from './submissions/pass.ts'
import type { Held } from './submissions/store.ts'
import { visitor } from './submissions/visitor.ts'
import { today } from './today/desk.ts'
import { transparency } from './transparency/visitor.ts'
import type { Secrets, Vault } from './vault.ts'
import { watch } from './watch/desk.ts'

/** What the Worker is given (`SEARCH_BUILD` names the rows of the index that belong to it, `LOG` is "all" where each request is to be logged), and what guards leave for handlers. */
export interface App {
  Bindings: Secrets & Keys & AccessSettings & { DB: D1Database; SEARCH_BUILD: string; LOG?: string }
  Variables: {
    raw: Raw
    json: unknown
    vault: Vault
    now: number
    request: string
    opened: Opened<Held>
    staff: Staff
    device: string
  }
}

export const app = new Hono<App>()

app.use(dressed)
app.use(sameOrigin)
app.use(async (c, next) => {
  c.set('now', Date.now())
  return next()
})
for (const path of ['/', '/notices/*', '/villages/*', '/rumors/']) app.get(path, stamped)
for (const path of ['/api/*', '/forms/*', '/my/*', '/staff/*', '/search/*', '/verify']) app.use(path, logged)
// Somebody shortens the address of a form: the home page names them all.
for (const path of ['/forms', '/forms/']) app.get(path, (c) => c.redirect('/'))
app.use('/staff/*', gate())
// Only what is personal asks for the keys: without them the public pages are still there.
for (const path of ['/api/*', '/forms/*', '/my/*', '/staff/*', '/verify']) app.use(path, openOnly, withVault)
app.use('/staff/*', sealed)

app.route('/api', api)
app.route('/forms', visitor)
app.route('/my/check-in', checkIn)
app.route('/my', requesting)
app.route('/my', papers)
app.route('/my', holder)
app.get('/staff', (c) => c.redirect('/staff/'))
// With the slash, because a home of its own is `/staff/`.
app.route('/staff/', today)
app.route('/staff/', desk)
app.route('/staff/records', ledger)
app.route('/staff/alerts', alerts)
app.route('/staff/care', caring)
app.route('/staff/watch', watch)
app.route('/staff/audit', auditor)
app.route('/staff/exports', exporting)
app.route('/staff/requests', answering)
app.route('/staff/entry', entry)
app.route('/staff/certificates', certificates)
app.route('/staff/checkpoint', checkpoint)
app.route('/verify', verify)
app.route('/staff/retention', retention)
for (const path of ['/search', '/search/']) app.route(path, search)
for (const path of ['/transparency', '/transparency/']) app.route(path, transparency)

async function withVault(c: Context<App>, next: Next): Promise<void> {
  c.set('vault', await vaultNow(c.env))
  return next()
}

// A throw is a bug or a missing database; the person gets the phones, and back what was typed.
app.onError(async (error, c) => {
  away(c, error)
  return sorry(c, 'away', 503, await againFrom(c))
})
