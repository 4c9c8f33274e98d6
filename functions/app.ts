/** Guards and routes, in the order a request meets them. */
import { type Context, Hono, type Next } from 'hono'
import { blocksClosed } from './audit/chain/closing.ts'
import { deskOf } from './books/desk.ts'
import { books } from './books/index.ts'
import { holderOf } from './books/visitor.ts'
import { auditor } from './oversight/auditor/desk.ts'
import { transparency } from './oversight/transparency/visitor.ts'
import type { App } from './platform/context.ts'
import { vaultNow } from './platform/key-ring.ts'
import { alerts } from './protection/alerts/desk.ts'
import { certificates } from './protection/certificates/desk.ts'
import { papers } from './protection/certificates/holder.ts'
import { verify } from './protection/certificates/visitor.ts'
import { checkpoint } from './protection/checkpoint/desk.ts'
import { checkIn } from './protection/observation/visitor.ts'
import { watch } from './protection/watch/desk.ts'
import { stamped } from './publicity/notices/visitor.ts'
import { search } from './publicity/search/visitor.ts'
import { entry } from './register/entry/desk.ts'
import { exporting } from './register/exports/desk.ts'
import { holder } from './register/holder/visitor.ts'
import { ledger } from './register/ledger/desk.ts'
import { api } from './register/submissions/api.ts'
import { visitor } from './register/submissions/visitor.ts'
import { retention } from './retention/desk.ts'
import { gate } from './staff/access.ts'
import { desk } from './staff/desk.ts'
import { session } from './staff/session/audience.ts'
import { today } from './today/desk.ts'
import { openOnly } from './web/closed.ts'
import { errorPage, reportUnavailable } from './web/error-page.ts'
import { logged } from './web/log.ts'
import { resendOf } from './web/resend.ts'
import { sameOrigin } from './web/same-origin.ts'
import { securityHeaders } from './web/security-headers.ts'
import { goingBack } from './web/shown/going-back.ts'

export const app = new Hono<App>()

app.use(securityHeaders)
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
app.use('/staff/*', blocksClosed)
for (const path of ['/forms/*', '/my/*', '/verify']) app.use(path, goingBack())
app.use('/staff/*', goingBack(session))

app.route('/api', api)
app.route('/forms', visitor)
app.route('/my/check-in', checkIn)
app.route('/my', holderOf(books))
app.route('/my', papers)
app.route('/my', holder)
app.get('/staff', (c) => c.redirect('/staff/'))
// With the slash, because a home of its own is `/staff/`.
app.route('/staff/', today)
app.route('/staff/', desk)
app.route('/staff/records', ledger)
app.route('/staff/alerts', alerts)
app.route('/staff/watch', watch)
app.route('/staff/audit', auditor)
app.route('/staff/exports', exporting)
for (const book of books) app.route(`/staff/${book.slug}`, deskOf(book))
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
  reportUnavailable(c, error)
  return errorPage(c, 'away', 503, await resendOf(c))
})
