/**
 * `npm run drill:change [name …]`: what a change costs. Each is made in a copy of the sources of its own, shown as git sees
 * it, and must pass `npm run test:fast`; with a new question the sample data must still be made.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '#cli/here.ts'
import { type Change, changes } from './changes.ts'

const asked = process.argv.slice(2)
const made = changes.filter(({ name }) => asked.length === 0 || asked.includes(name))
const failed = made.filter((change) => !holds(change)).map(({ name }) => name)
console.log(failed.length > 0 ? `\nnot green: ${failed.join(', ')}` : `\n${made.length} changes, each green`)
process.exitCode = failed.length > 0 ? 1 : 0

function holds(change: Change): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'shouwang-change-'))
  try {
    copy(folder)
    for (const edit of change.edits) apply(folder, edit)
    git(folder, 'add', '--intent-to-add', '.')
    console.log(`\n${change.name}\n${git(folder, 'diff', '--stat')}`)
    const commands = [['run', 'test:fast'], ...(change.also ?? [])]
    return commands.every((words) => passes(folder, words))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What git tracks, as a repository of its own, because the checks ask git which files are ours. */
function copy(folder: string): void {
  const files = git(root, 'ls-files', '-z').split('\0').filter(Boolean)
  for (const path of files) cpSync(join(root, path), join(folder, path))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  git(folder, 'init', '--quiet')
  git(folder, 'add', '.')
  git(folder, '-c', 'user.name=drill', '-c', 'user.email=drill@localhost', 'commit', '--quiet', '-m', 'before')
}

function apply(folder: string, { path, after, add }: Change['edits'][number]): void {
  const at = join(folder, path)
  const text = after === undefined ? '' : readFileSync(at, 'utf8')
  if (after && !text.includes(after)) throw new Error(`${path} does not say ${after}`)
  writeFileSync(at, after ? text.replace(after, () => `${after}${add}`) : add)
}

function git(folder: string, ...words: string[]): string {
  return spawnSync('git', words, { cwd: folder, encoding: 'utf8', maxBuffer: 1e8 }).stdout
}

function passes(folder: string, words: string[]): boolean {
  const env = { ...process.env, SHOUWANG_DATA: join(folder, '.data') }
  const { status, stdout, stderr } = spawnSync('npm', words, { cwd: folder, env, encoding: 'utf8', maxBuffer: 1e8 })
  // What failed stands in the output; what the tests make the Worker log stands in the errors.
  if (status !== 0) console.log(`${words.join(' ')}: ${stderr.slice(-2000)}${stdout.slice(-4000)}`)
  return status === 0
}
