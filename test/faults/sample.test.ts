/** `npm run sample`: invented people in the register of every village, and only there. */
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { openDatabase } from '#cli/database.ts'
import { root } from '#cli/here.ts'
import { township } from '#forms/township.ts'
import { newPlace } from '../support/process.ts'

const place = newPlace()
afterAll(() => rmSync(place.folder, { recursive: true, force: true }))

function sample(...words: string[]) {
  const env = { ...process.env, SHOUWANG_DATA: place.data, SHOUWANG_SECRETS: place.secrets }
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'functions/cli/sample.ts'), ...words], {
    cwd: root,
    env,
    encoding: 'utf8',
  })
  return { status, said: stderr.replace(/.*ExperimentalWarning.*\n.*\n?/g, '').trim() }
}

it('every village has people, some of whom were called, and nobody invented can come in afterwards', async () => {
  expect(sample('--days', '2')).toEqual({ status: 0, said: '' })
  const { db, close } = await openDatabase(place.data)
  const { results: villages } = await db.prepare('SELECT DISTINCT village FROM submission ORDER BY 1').all()
  expect(villages.map(({ village }) => village)).toEqual(Object.keys(township.villages).toSorted())
  const stages = await db.prepare("SELECT DISTINCT stage FROM submission WHERE form = 'returnee'").all()
  expect(stages.results.length).toBeGreaterThan(1)
  expect(await db.prepare('SELECT count(*) AS n FROM contact').first('n')).toBeGreaterThan(5)
  expect(await db.prepare('SELECT count(DISTINCT submission) AS n FROM check_in').first('n')).toBeGreaterThan(3)
  expect(await db.prepare('SELECT count(*) AS n FROM device WHERE removed_at IS NULL').first('n')).toBe(0)
  expect(await db.prepare('SELECT count(*) AS n FROM audit WHERE mac = ?1').bind('').first('n')).toBe(0)
  await close()
})

it('it refuses a register that has somebody, with one sentence', () => {
  const { status, said } = sample()
  expect(status).toBe(1)
  expect(said).toMatch(/^There are records in \S+; the sample goes into an empty database\.$/)
})

it('and a number of days that is none', () => {
  expect(sample('--days', 'many')).toEqual({ status: 1, said: '--days must be a number from 0 to 14; it is "many".' })
})
