/** The index of a build on its way: out of the static files, and into a database here or at Cloudflare. */
import { createHash } from 'node:crypto'
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmdirSync, writeFileSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Page } from '#publicity/search/page.ts'
import { root } from './here.ts'
import { loading, removing } from './index-rows.ts'

const published = join(root, 'dist', 'client', 'search', 'texts.ndjson')
const kept = join(root, 'dist', 'search.ndjson')
const wrangler = join(root, 'dist', 'server', 'wrangler.json')

/**
 * After a build: its public texts go from the static files to where nobody can fetch them, and the Worker is told which
 * rows are its own. The same texts give the same name, so that a change of looks loads nothing.
 */
export function settleIndex(): void {
  renameSync(published, kept)
  rmdirSync(dirname(published))
  const said = JSON.parse(readFileSync(wrangler, 'utf8'))
  // How a text is cut belongs to the name: rows that were cut otherwise would not be found.
  const cutting = [
    'functions/publicity/search/characters.json',
    'functions/publicity/search/characters.ts',
    'functions/publicity/search/grams.ts',
    'functions/publicity/search/match.ts',
    'functions/publicity/search/sounds.ts',
    'functions/cli/index-rows.ts',
  ]
  const hash = createHash('sha256')
  for (const file of [kept, ...cutting.map((name) => join(root, name))]) hash.update(readFileSync(file))
  said.vars = { ...said.vars, SEARCH_BUILD: hash.digest('hex').slice(0, 16) }
  writeFileSync(wrangler, JSON.stringify(said))
}

/** The name of the build's rows, as the built Worker knows it. */
export function indexName(): string {
  return JSON.parse(readFileSync(wrangler, 'utf8')).vars.SEARCH_BUILD
}

/** Loads the build's rows into `db` where they are not there yet, then takes those of other builds out. */
export async function loadIndex(db: D1Database): Promise<boolean> {
  const name = indexName()
  const there = await db.prepare('SELECT 1 FROM search_build WHERE id = ?1 AND loaded = 1').bind(name).first()
  if (there || !existsSync(kept)) return false
  await run(db, loading(name, ...textsOfBuild()))
  await run(db, removing(name))
  return true
}

/** Writes the statements that load the build's rows into `file`, one after the other; a big town's are never in memory at once. */
export function writeIndex(file: string): void {
  const to = openSync(file, 'w')
  for (const statement of loading(indexName(), ...textsOfBuild())) writeSync(to, `${statement};\n`)
  closeSync(to)
}

/** Runs statements in batches, each whole or not at all. */
export async function run(db: D1Database, statements: Iterable<string>): Promise<void> {
  const most = 20
  let batch: D1PreparedStatement[] = []
  for (const statement of statements) {
    batch.push(db.prepare(statement))
    if (batch.length < most) continue
    await db.batch(batch)
    batch = []
  }
  if (batch.length > 0) await db.batch(batch)
}

function textsOfBuild(): [count: number, pages: Iterable<Page>] {
  const lines = readFileSync(kept, 'utf8').split('\n').filter(Boolean)
  return [lines.length, lines.values().map((line) => JSON.parse(line) as Page)]
}
