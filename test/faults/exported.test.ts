/** What `npm run backup -- --remote` makes of an export: wrangler's own, of a database here, which it exports by the same code. */
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { snapshotOfExport, tablesToExport } from '#cli/backup/exported.ts'
import { databaseIn } from '#cli/backup/snapshot.ts'
import { root } from '#cli/here.ts'
import { command } from '../support/command.ts'
import { newPlace } from '../support/process.ts'

const { folder, ...place } = newPlace()
// Where wrangler looks for what it serves itself.
const data = join(folder, '.wrangler/state/v3')
const snapshots = join(folder, 'snapshots')
beforeAll(async () => {
  copyFileSync(join(root, 'wrangler.toml'), join(folder, 'wrangler.toml'))
  mkdirSync(snapshots)
  const { status, complained } = await command({ ...place, folder, data }, 'sample', ['--days', '2'])
  expect(complained).toBe('')
  expect(status).toBe(0)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const exported = (file: string, ...words: string[]) =>
  spawnSync(
    process.execPath,
    [join(root, 'node_modules/wrangler/bin/wrangler.js'), 'd1', 'export', 'DB', '--local', '--output', file, ...words],
    { cwd: folder, encoding: 'utf8', env: { ...process.env, WRANGLER_SEND_METRICS: 'false', CI: 'true' } },
  )
const rows = join(folder, 'rows.sql')
const wanted = ['--no-schema', ...tablesToExport().flatMap((name) => ['--table', name])]
const rowsOf = (db: DatabaseSync, table: string) =>
  db
    .prepare(`SELECT * FROM "${table}"`)
    .all()
    .map((row) => JSON.stringify(row))
    .toSorted()

it('an export of the whole database is refused, so its tables are named', () => {
  const { status, stdout, stderr } = exported(join(folder, 'whole.sql'))
  expect(status).not.toBe(0)
  expect(stdout + stderr).toContain('cannot export databases with Virtual Tables')
  expect(tablesToExport()).toEqual(
    expect.arrayContaining(['submission', 'audit', 'block', 'check_in', 'd1_migrations']),
  )
})

it('every row comes back as it stood, counted once, with the triggers that count the next', () => {
  expect(exported(rows, ...wanted).stderr).toBe('')
  const snapshot = snapshotOfExport(snapshots, (file) => copyFileSync(rows, file))
  const [before, after] = [databaseIn(data) ?? '', snapshot.file].map((file) => new DatabaseSync(file))
  if (!before || !after) throw new Error('no database')
  for (const table of tablesToExport()) expect(rowsOf(after, table), table).toEqual(rowsOf(before, table))
  expect(rowsOf(after, 'submission').length).toBeGreaterThan(10)
  expect(rowsOf(after, 'check_in').length).toBeGreaterThan(10)
  const made = "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger') ORDER BY name"
  expect(after.prepare(made).all()).toEqual(before.prepare(made).all())
  expect(after.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
  before.close()
  after.close()
  snapshot.remove()
  expect(readdirSync(snapshots)).toEqual([])
})

it('an export that was cut off is refused, and leaves nothing behind', () => {
  const lines = readFileSync(rows, 'utf8').split('\n')
  const without = lines.filter((line) => !/^INSERT INTO "submission" /.test(line))
  expect(without.length).toBeLessThan(lines.length)
  for (const [left, said] of [
    [without, 'a row in it belongs to a record that is not'],
    [[...lines.slice(0, -2), 'INSERT INTO "submission" ("id","tok'], /syntax|incomplete|unrecognized/],
  ] as const)
    expect(() => snapshotOfExport(snapshots, (file) => writeFileSync(file, left.join('\n')))).toThrow(said)
  expect(readdirSync(snapshots)).toEqual([])
})
