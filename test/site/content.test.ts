/** Wrong content stops the build with its file, field and reason; run on a copy of the sources. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { root } from '../../functions/cli/here.ts'

const copy = mkdtempSync(join(tmpdir(), 'shouwang-content-'))
afterAll(() => rmSync(copy, { recursive: true, force: true }))

for (const part of [
  'src',
  'functions',
  'content',
  'public',
  'astro.config.mjs',
  'wrangler.toml',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
]) {
  cpSync(join(root, part), join(copy, part), { recursive: true })
}
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))

function build(): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(copy, 'functions/cli/build.ts')], {
    cwd: copy,
    encoding: 'utf8',
  })
  return { status, said: stdout + stderr }
}

it('names a notice, the field and what it should be', () => {
  const file = join(copy, 'content/notices/2026-11-16-returnee-registration.md')
  const right = readFileSync(file, 'utf8')
  writeFileSync(file, right.replace('〔2026〕12号', '[2026]第012号'))
  const { status, said } = build()
  writeFileSync(file, right)
  expect(status).toBe(1)
  expect(said).toContain('2026-11-16-returnee-registration')
  expect(said).toContain('docNo')
  expect(said).toContain('发文字号要写成')
})

it('names a field of township.json and what it should be', () => {
  const file = join(copy, 'content/township.json')
  const right = readFileSync(file, 'utf8')
  writeFileSync(file, right.replace('"cutOff": "16:00"', '"cutOff": "four"'))
  const { status, said } = build()
  writeFileSync(file, right)
  expect(status).toBe(1)
  expect(said).toContain('content/township.json')
  expect(said).toContain('observation.cutOff')
})
