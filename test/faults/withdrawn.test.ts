/** What is withdrawn is destroyed: neither the record nor what stood before its corrections keeps its sealed answers. */
import { rmSync } from 'node:fs'
import { afterAll, expect, it } from 'vitest'
import { returnee } from '../../functions/forms/returnee.ts'
import { browser } from '../support/load-pages.ts'
import { newPlace, start } from '../support/process.ts'
import { exported, seenIn } from '../support/sqlite.ts'
import { allOfOnesOwn, byApi, type Marks, marked } from './doors.ts'

const marks: Marks = {
  ...{ name: '张示例', relative: '李示例', corrected: '王示例', city: '示例市', trip: 'G0000', skills: '开车' },
  phones: ['10000000001', '10000000002'],
}
const place = newPlace()
afterAll(() => rmSync(place.folder, { recursive: true }))

it('the sealed answers of a withdrawn record are gone, older revisions too, and its neighbour keeps its own', async () => {
  const server = await start(place)
  const visitor = browser(server.url)
  const passes = await Promise.all(
    marks.phones.map(async (phone) => {
      const input = marked(returnee, marks, phone)
      const reference = await byApi(visitor, returnee, input, `the-key-of-${phone}`)
      return (await allOfOnesOwn(visitor, returnee, reference, input, marks)).pass
    }),
  )
  const before = seenIn(place, blobs)
  await visitor.post('/my/withdraw', { pass: passes[0] ?? [], sure: ['yes'] })
  await server.stop()

  const [row, ...others] = seenIn(place, (db) =>
    db.prepare("SELECT * FROM submission WHERE status = 'withdrawn'").all(),
  )
  expect(others).toEqual([])
  expect(row).toMatchObject({ sealed: null, reference_index: null, phone_index: null })
  const id = String(row?.['id'])
  const ofWithdrawn = before.filter((line) => line.includes(id)).flatMap(blobsIn)
  const ofNeighbour = before.filter((line) => !line.includes(id)).flatMap(blobsIn)
  expect([ofWithdrawn.length, ofNeighbour.length]).toEqual([2, 2])
  expect(seenIn(place, blobs).flatMap(blobsIn).sort()).toEqual(ofNeighbour.sort())
  const revisions = seenIn(place, (db) => db.prepare('SELECT submission FROM submission_revision').all())
  expect(revisions.map(({ submission }) => submission === id)).toEqual([false])
})

/** The lines of an export that hold a blob. */
function blobs(db: Parameters<typeof exported>[0]): string[] {
  return exported(db)
    .split('\n')
    .filter((line) => blobsIn(line).length > 0)
}

function blobsIn(line: string): string[] {
  return line.match(/X'\w{40,}'/g) ?? []
}
