/** A copy of the sources, so that a test may change and build them without touching the real ones. */
import { spawnSync } from 'node:child_process'
import { cpSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '#cli/here.ts'

const parts = [
  ...['src', 'functions', 'content', 'public', 'astro.config.mjs', 'wrangler.toml'],
  ...['package.json', 'package-lock.json', 'tsconfig.json'],
]

/** Copies what a build reads into `folder`. */
export function copySources(folder: string): void {
  for (const part of parts) cpSync(join(root, part), join(folder, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
}

/** Builds the copy, and says how that ended. */
export function buildCopy(folder: string): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'functions/cli/build.ts')], {
    cwd: folder,
    encoding: 'utf8',
  })
  return { status, said: stdout + stderr }
}
