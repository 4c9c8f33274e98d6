// Copies of public pages for the minutes without a network. Nothing depends on it. `build` and `ahead` are printed above.
const shell = `shell-${build}`
const read = 'read-1'
const mostRead = 60
const patienceMs = 4000
// The form of temperatures on a phone that may only report: names are masked, and a day later it could not be sent.
const own = 'own-1'
const daily = '/my/check-in/'
const ownMs = 20 * 3600000
const leaving = /^\/my\/(?:check-in\/forget|withdraw)\/$/

// Kept is only what is the same for everybody; forms are not, and the last four are not even looked at.
const open = /^\/(?:(?:offline|notices|knowledge|rumors|people|villages|privacy)\/.*)?$/
const closed = /^\/(?:my|staff|api|view)(?:\/|$)/
const pathOf = (url) => new URL(url).pathname.replace(/([^/])$/, '$1/')

addEventListener('install', (event) => {
  skipWaiting()
  event.waitUntil(fill())
})
addEventListener('activate', (event) => event.waitUntil(tidy()))
addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request
  if (leaving.test(pathOf(url))) event.waitUntil(drop(own, daily))
  if (mode !== 'navigate' || method !== 'GET') return
  if (pathOf(url) === daily && !new URL(url).search) return event.respondWith(ownForm(event))
  if (closed.test(pathOf(url))) return
  event.respondWith(open.test(pathOf(url)) ? page(event, pathOf(url)) : fetch(event.request).catch(offline))
})

// One after the other, so that the page that is being read keeps the line. Without the offline page there is no worker.
async function fill() {
  const [first, ...more] = ahead
  if (!(await take(first, shell))) throw Error(first)
  const { saveData } = navigator.connection || {}
  for (const path of saveData ? [] : more) await take(path, shell)
  const windows = await clients.matchAll({ includeUncontrolled: true, type: 'window' })
  for (const { url } of windows) if (open.test(pathOf(url))) await take(pathOf(url), read)
}

async function tidy() {
  const names = await caches.keys()
  await Promise.all(
    names.filter((name) => name !== shell && name !== read && name !== own).map((name) => caches.delete(name)),
  )
  await clients.claim()
}

async function take(path, name) {
  return keep(path, await fetch(path).catch(() => Response.error()), name)
}

// True where a copy was kept. What the site no longer has is not shown from a copy either.
async function keep(path, answer, name) {
  const header = (key) => answer.headers.get(key) || ''
  if (answer.status === 404 || answer.status === 410) for (const each of [shell, read]) await drop(each, path)
  const whole = answer.status === 200 && answer.type === 'basic' && !answer.redirected
  if (!whole || !/^text\/html/.test(header('content-type')) || /no-store/.test(header('cache-control'))) return false
  const cache = await caches.open(name)
  await cache.put(path, answer)
  const kept = name === read ? await cache.keys() : []
  await Promise.all(kept.slice(0, Math.max(0, kept.length - mostRead)).map((oldest) => cache.delete(oldest)))
  return true
}

async function drop(name, path) {
  const cache = await caches.open(name)
  await cache.delete(path)
}

async function page(event, path) {
  let keeping
  const network = fetch(event.request).then((answer) => {
    keeping = keep(path, answer.clone(), read)
    return answer
  })
  event.waitUntil(network.then(() => keeping).catch(() => {}))
  const late = new Promise((resolve) => setTimeout(resolve, patienceMs, '网络太慢'))
  const first = await Promise.race([network.catch(() => '没有网络'), late])
  if (first instanceof Response) return first
  const copy = await copyOf(path)
  if (copy) return shown(copy, first)
  return network.catch(offline)
}

// Any other answer takes the copy away: the phone was made to forget, or nobody is asked any more.
async function ownForm(event) {
  const answer = await fetch(event.request).catch(() => {})
  if (answer) {
    const copy = answer.clone()
    event.waitUntil(keep(daily, copy, own).then((kept) => kept || drop(own, daily)))
    return answer
  }
  const copy = await caches.match(daily, { cacheName: own })
  return copy && Date.now() - timeOf(copy) < ownMs ? shown(copy, '没有网络，照样填，有网了会自己发出去') : offline()
}

async function copyOf(path) {
  const copies = await Promise.all([shell, read].map((cacheName) => caches.match(path, { cacheName })))
  return copies.filter(Boolean).sort((a, b) => timeOf(b) - timeOf(a))[0]
}

async function offline() {
  const copy = await copyOf('/offline/')
  return copy ? shown(copy, '没有网络', await lines()) : Response.error()
}

// The server's time, at which its stamps were true; a cheap phone's clock may be anything.
const timeOf = (copy) => Date.parse(copy.headers.get('date')) || 0

async function shown(copy, why, more = '') {
  const time = new Date(timeOf(copy) + 8 * 3600000)
  const when = `${time.getUTCMonth() + 1}月${time.getUTCDate()}日 ${time.getUTCHours()}:${`0${time.getUTCMinutes()}`.slice(-2)}`
  const said = `<p class="box">${why}，这是${when} 存下的。要紧的事请<a href="/offline/">打电话</a>。</p>`
  const text = await copy.text()
  const page = text
    .replace(/<(\w+)[^>]*\sdata-now\b[^>]*>[^<]*<\/\1>/g, '')
    .replace(/<main\b/.test(text) ? /<main\b[^>]*>/ : /<body\b[^>]*>/, (tag) => tag + said)
    .replace('</main>', () => `${more}</main>`)
  const headers = new Headers(copy.headers)
  for (const name of ['content-encoding', 'content-length']) headers.delete(name)
  return new Response(page, { headers })
}

// What was read on this phone, newest first.
async function lines() {
  const cache = await caches.open(read)
  const links = (await cache.keys()).reverse().map(async (request) => {
    const copy = await cache.match(request)
    const [, title = ''] = /<title>(.*?)(?: ·.*)?<\/title>/.exec(await copy.text()) || []
    return `<li><a href="${pathOf(request.url)}">${title}</a></li>`
  })
  return links.length ? `<h2>这台手机上看过的</h2><ul class="lines">${(await Promise.all(links)).join('')}</ul>` : ''
}
