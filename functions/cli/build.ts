/** Builds the site and the Worker into dist/, unless it is there already for exactly these sources. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, stop } from './here.ts'
import { prepare } from './prepared.ts'
import { settleIndex } from './search.ts'
import { addressHere } from './site-address.ts'

const stamp = join(root, 'dist', '.built')
const sources = [
  'src/**/*',
  'functions/**/*',
  'content/**/*',
  'public/**/*',
  'astro.config.mjs',
  'wrangler.toml',
  'package-lock.json',
  'tsconfig.json',
]

/**
 * Node's arguments for a build. Left alone, its heap grows fourfold before garbage is collected, and a small server has no
 * memory for that; and the part for new objects is so small that every page is copied out of it before it can be freed.
 */
const heap = ['--heap-growing-percent=100', '--min-semi-space-size=32', '--max-semi-space-size=32']
export const astroBuild = [...heap, join(root, 'node_modules/astro/bin/astro.mjs'), 'build']

// With this exit status Astro's gate (src/proof) has said everything itself.
const contentIsWrong = 3

/**
 * Builds where needed, for `site` where that is not what the township says; stops with Astro's own words where a source is
 * wrong. True where it built.
 */
export function build(site = addressHere({ SITE: process.env['SITE'] })): boolean {
  const wanted = `${digest()} ${site ?? ''}`
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false
  const astro = spawnSync(process.execPath, astroBuild, {
    cwd: root,
    encoding: 'utf8',
    // A test runner sets it to "test", which would leave a development build where `npm start` looks for its own.
    env: { ...process.env, NODE_ENV: 'production', SITE: site ?? '' },
  })
  if (astro.status === contentIsWrong) stop(astro.stderr.trim())
  if (astro.status !== 0) stop(`The build failed.\n${reasonIn(astro.stdout + astro.stderr)}`)
  settleIndex()
  prepare(join(root, 'dist'))
  writeFileSync(stamp, wanted)
  return true
}

/** The address that what was built last says, where it is not the township's own. */
export function builtFor(): string | undefined {
  return existsSync(stamp) ? readFileSync(stamp, 'utf8').split(' ')[1] || undefined : undefined
}

function digest(): string {
  const hash = createHash('sha256')
  const files = globSync(sources, { cwd: root, withFileTypes: true }).filter((entry) => entry.isFile())
  for (const file of files.map((entry) => join(entry.parentPath, entry.name)).sort())
    hash.update(file).update(readFileSync(file))
  return hash.digest('hex')
}

// Of a build's many lines, what a person needs: everything from the first error on, without stack lines.
function reasonIn(output: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours of the terminal
  const lines = output.replace(/\u001b\[[\d;]*m/g, '').split('\n')
  // A reader of a JSON file that threw: its file, and a line for each wrong field.
  const said = /^.*?(content\/[\w-]+\.json(?:\n {2}\S.*)+)/m.exec(lines.join('\n'))?.[1]
  if (said) return said
  const first = lines.findIndex((line) => /error/i.test(line))
  return lines
    .slice(Math.max(0, first))
    .filter((line) => line.trim() && !/^\s+at /.test(line))
    .slice(0, 20)
    .join('\n')
}

if (process.argv[1] === import.meta.filename) console.log(build() ? 'Built into dist/.' : 'dist/ is up to date.')
