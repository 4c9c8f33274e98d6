/** A copy of the sources, so that a test may change and build them without touching the real ones. */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '#cli/here.ts'

const parts = [
  ...['src', 'functions', 'content', 'public', 'astro.config.mjs', 'wrangler.toml'],
  ...['package.json', 'package-lock.json', 'tsconfig.json'],
]

// What a build keeps for the next one. Builds that run side by side each have their own.
const caches = ['.astro', '.vite']

/** Copies what a build reads into `folder`. */
export function copySources(folder: string): void {
  for (const part of parts) cpSync(join(root, part), join(folder, part), { recursive: true })
  const [from, to] = [join(root, 'node_modules'), join(folder, 'node_modules')]
  mkdirSync(to)
  for (const name of readdirSync(from).filter((name) => !name.startsWith('.') || name === '.bin'))
    symlinkSync(join(from, name), join(to, name))
  for (const name of caches.filter((name) => existsSync(join(from, name))))
    cpSync(join(from, name), join(to, name), { recursive: true })
}

/** Builds the copy, and says how that ended. */
export function buildCopy(folder: string): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'functions/cli/build.ts')], {
    cwd: folder,
    encoding: 'utf8',
  })
  return { status, said: stdout + stderr }
}
