/**
 * `npm run bench:build`: building many notices, held against a minimal Astro collection of the same files, by turns.
 * Words after it: numbers of notices (1000 10000).
 */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { astroBuild } from '#cli/build.ts'
import { root } from '#cli/here.ts'
import { copySources } from '../support/copy.ts'
import { writeNotices } from './entries.ts'

const GOAL = { time: 2, memory: 1.5, growth: 5, files: 20_000 }
const WATCH_MS = 100
const counts = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1000, 10_000]
const folder = mkdtempSync(join(tmpdir(), 'shouwang-bench-build-'))

interface Built {
  seconds: number
  /** Largest sum of resident memory of the build's processes. */
  mebibytes: number
  files: number
  /** Brotli bytes of the pages that list notices. */
  lists: number[]
}

const heads = ['seconds', 'MiB', 'files', 'time ratio', 'memory ratio', '/', '/notices/']
const took: number[] = []
for (const count of counts) {
  const rounds = count > 2000 ? 1 : 3
  const both: Record<'ours' | 'minimal', Built[]> = { ours: [], minimal: [] }
  const made = { ours: ours(count), minimal: minimal(count) }
  for (let round = 0; round < rounds; round++) {
    for (const who of ['minimal', 'ours'] as const) both[who].push(await build(who, made[who]))
  }
  console.log(`\n${count} notices, ${rounds} rounds`.padEnd(28), ...heads.map((head) => head.padStart(12)))
  const [mine, peer] = [median(both.ours), median(both.minimal)]
  for (const [who, { seconds, mebibytes, files, lists }] of [
    ['minimal', peer],
    ['ours', mine],
  ] as const) {
    const ratios = [seconds / peer.seconds, mebibytes / peer.mebibytes].map((ratio) => ratio.toFixed(2))
    const cells = [seconds.toFixed(1), mebibytes.toFixed(0), String(files), ...ratios, ...lists.map(String)]
    console.log(who.padEnd(27), ...cells.map((cell) => cell.padStart(12)))
  }
  const met =
    mine.seconds <= GOAL.time * peer.seconds &&
    mine.mebibytes <= GOAL.memory * peer.mebibytes &&
    mine.files <= GOAL.files
  console.log(`goal: time ≤ ${GOAL.time}, memory ≤ ${GOAL.memory}, files ≤ ${GOAL.files}: ${met ? 'met' : 'missed'}`)
  took.push(mine.seconds)
}
const [few = 0, many] = took
if (many)
  console.log(
    `\n${counts[1]} to ${counts[0]}: ${(many / few).toFixed(2)} times as long, goal ≤ ${GOAL.growth}: ${many <= GOAL.growth * few ? 'met' : 'missed'}`,
  )
rmSync(folder, { recursive: true })

// The whole product, its sample notices replaced by the generated ones.
function ours(count: number): string {
  const copy = join(folder, `ours-${count}`)
  copySources(copy)
  rmSync(join(copy, 'content/notices'), { recursive: true })
  writeNotices(join(copy, 'content/notices'), count)
  unrelated(join(copy, 'content'))
  ownModules(copy)
  return copy
}

// The sample's knowledge and rebuttals name notices that are not there now.
function unrelated(content: string): void {
  for (const section of ['knowledge', 'rumors']) {
    for (const name of readdirSync(join(content, section))) {
      const file = join(content, section, name)
      writeFileSync(
        file,
        readFileSync(file, 'utf8')
          .replace(/^related: \[.*\]\n/m, '')
          .replace(/\[([^\]]*)\]\(\/notices\/[^)]*\)/g, '$1'),
      )
    }
  }
}

// The least that Astro asks for: one collection, a list and a page an entry.
function minimal(count: number): string {
  const site = join(folder, `minimal-${count}`)
  const files = {
    'package.json': '{ "type": "module" }',
    'astro.config.mjs': "import { defineConfig } from 'astro/config'\nexport default defineConfig({})\n",
    'src/content.config.ts': `import { defineCollection } from 'astro:content'
import { glob } from 'astro/loaders'
import { z } from 'astro/zod'
const schema = z.object({ title: z.string(), published: z.date() })
export const collections = { notices: defineCollection({ loader: glob({ pattern: '*.md', base: './notices' }), schema }) }
`,
    'src/pages/index.astro': `---
import { getCollection } from 'astro:content'
const all = await getCollection('notices')
---
<html lang="zh-CN"><head><meta charset="utf-8" /><title>通知</title></head><body>
<ul>{all.map(({ id, data }) => <li><a href={'/notices/' + id + '/'}>{data.title}</a></li>)}</ul></body></html>
`,
    'src/pages/notices/[id].astro': `---
import { getCollection, render } from 'astro:content'
export async function getStaticPaths() {
  return (await getCollection('notices')).map((entry) => ({ params: { id: entry.id }, props: { entry } }))
}
const { entry } = Astro.props
const { Content } = await render(entry)
---
<html lang="zh-CN"><head><meta charset="utf-8" /><title>{entry.data.title}</title></head><body>
<h1>{entry.data.title}</h1><Content /></body></html>
`,
  }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(site, name, '..'), { recursive: true })
    writeFileSync(join(site, name), text)
  }
  writeNotices(join(site, 'notices'), count)
  ownModules(site)
  return site
}

// In one folder for both, what Vite prepares for one would be thrown away by the other.
function ownModules(site: string): void {
  const [own, all] = [join(site, 'node_modules'), join(root, 'node_modules')]
  rmSync(own, { force: true })
  mkdirSync(own)
  for (const name of readdirSync(all))
    if (name === '.bin' || !name.startsWith('.')) symlinkSync(join(all, name), join(own, name))
}

async function build(who: 'ours' | 'minimal', site: string): Promise<Built> {
  for (const left of ['dist', '.astro', 'node_modules/.astro'])
    rmSync(join(site, left), { recursive: true, force: true })
  const began = performance.now()
  const env = { ...process.env, NODE_ENV: 'production', ASTRO_TELEMETRY_DISABLED: '1' }
  const command = who === 'ours' ? astroBuild : [join(root, 'node_modules/astro/bin/astro.mjs'), 'build']
  const astro = spawn(process.execPath, [...command, '--silent'], {
    cwd: site,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  let most = 0
  const watch = setInterval(() => {
    most = Math.max(most, residentOf(astro.pid ?? 0))
  }, WATCH_MS)
  const code = await new Promise((resolve) => astro.once('exit', resolve))
  clearInterval(watch)
  if (code !== 0) throw new Error(`astro build ended with ${code} in ${site}`)
  const seconds = (performance.now() - began) / 1000
  const files = readdirSync(join(site, 'dist'), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  ).length
  return {
    seconds,
    mebibytes: most / 1024,
    files,
    lists: ['index.html', 'notices/index.html'].map((page) => wireOf(site, page)),
  }
}

function wireOf(site: string, page: string): number {
  for (const out of ['dist/client', 'dist']) {
    try {
      return brotliCompressSync(readFileSync(join(site, out, page))).byteLength
    } catch {}
  }
  return 0
}

// KiB of the process and everything that it started.
function residentOf(pid: number): number {
  try {
    const own = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
    const threads = readdirSync(`/proc/${pid}/task`)
    const children = threads.flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
    )
    return own + children.reduce((sum, child) => sum + residentOf(Number(child)), 0)
  } catch {
    return 0
  }
}

function median(built: Built[]): Built {
  return built.toSorted((a, b) => a.seconds - b.seconds)[built.length >> 1] as Built
}
