/**
 * `npm run build:static`: the site without the Worker, as files for a folder of any web server. `BASE=/zt/qinghe/` is
 * the folder's path there, `SITE=https://www.example.gov.cn` the server, `OUT` where to write, dist-static otherwise.
 */
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { build } from 'astro'
import { township } from '#forms/township.ts'
import config from '../../astro.config.mjs'
import { builtOn } from './built-on.ts'
import { root, stop } from './here.ts'
import { type Mount, mountHtml, mountText } from './mount.ts'
import { addressed } from './site-address.ts'

const out = resolve(root, process.env['OUT'] ?? 'dist-static')
const base = `/${process.env['BASE'] ?? ''}/`.replace(/\/{2,}/g, '/')
if (!/^[\w./-]+$/.test(base)) stop(`BASE must be a path like /zt/qinghe/; it is "${base}".`)
if (!URL.canParse(base, process.env['SITE'] ?? township.url))
  stop(`SITE must be an address like https://www.example.gov.cn.`)
// The usual variable for a build as of an earlier time, in seconds.
const builtAt = Number(process.env['SOURCE_DATE_EPOCH'] ?? Math.floor(Date.now() / 1000)) * 1000
if (!Number.isFinite(builtAt)) stop('SOURCE_DATE_EPOCH must be a number of seconds.')
const address = new URL(base, process.env['SITE'] ?? township.url)

// The folder is emptied first, so it must be one of ours.
if (existsSync(out) && readdirSync(out).length > 0 && !existsSync(join(out, 'register/index.html')))
  stop(`${out} holds something else; give OUT a new or empty folder.`)
await printed()
// What only the Worker answers, and what only the top of a server can say.
const left = ['forms/*/index.html', 'my', 'search', 'view', 'offline', 'sw.js', 'robots.txt', '.well-known', '_headers']
for (const name of globSync(left, { cwd: out })) rmSync(join(out, name), { recursive: true })
const mount: Mount = { base, origin: address.origin, has }
for (const file of inside(['**/*.html'])) rewrite(file, mountHtml)
for (const file of inside(['**/*.{xml,json,webmanifest,txt,ics}'])) rewrite(file, mountText)
shortWays()
console.log(`Built into ${out}, to be served as ${address.href}`)

/** Every page as a file. Without an adapter there is no Worker, so the page that prints views becomes an ordinary one, and empty. */
async function printed(): Promise<void> {
  process.env['NODE_ENV'] = 'production'
  rmSync(out, { recursive: true, force: true })
  const { adapter: _, vite = {}, ...rest } = config
  const define = { ...vite.define, 'import.meta.env.STATIC_ONLY': true }
  await build({
    ...rest,
    root,
    configFile: false,
    outDir: out,
    cacheDir: join(root, 'node_modules/.astro-static'),
    site: address.href,
    logLevel: 'error',
    integrations: [{ name: 'files-only', hooks: { 'astro:route:setup': asFile } }],
    vite: { ...vite, define, plugins: [builtOn(builtAt), addressed(address.href.replace(/\/$/, ''))] },
  })
}

function asFile({ route }: { route: { prerender?: boolean } }): void {
  route.prerender = true
}

/** What `public/_redirects` says to a server that knows it, as pages for one that does not. */
function shortWays(): void {
  const file = join(out, '_redirects')
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [from, to] = line.trim().split(/\s+/)
    if (!from || !to) continue
    const page = join(out, from, 'index.html')
    mkdirSync(dirname(page), { recursive: true })
    const html = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=${to}"><title>${township.siteName}</title></head><body><h1><a href="${to}">${township.siteName}</a></h1></body></html>\n`
    writeFileSync(page, mountHtml(html, mount))
  }
  rmSync(file)
}

function inside(patterns: string[]): string[] {
  return globSync(patterns, { cwd: out })
    .map((name) => join(out, name))
    .filter((file) => statSync(file).isFile())
}

function has(path: string): boolean {
  const file = join(out, decodeURI(path))
  return existsSync(join(file, 'index.html')) || (existsSync(file) && statSync(file).isFile())
}

function rewrite(file: string, how: (text: string, mount: Mount) => string): void {
  writeFileSync(file, how(readFileSync(file, 'utf8'), mount))
}
