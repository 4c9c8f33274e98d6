/** A stolen database, a log and an address say nothing: marked people are searched for, byte by byte, in all of them. */
import { globSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { returnee } from '#forms/returnee.ts'
import { volunteer } from '#forms/volunteer.ts'
import { browser } from '../support/load-pages.ts'
import { newPlace, start } from '../support/process.ts'
import { copyOf, exported, openIn, seenIn } from '../support/sqlite.ts'
import { allOfOnesOwn, byApi, byPages, type Marks, marked, refused } from './doors.ts'
import { encodings, foundIn } from './encodings.ts'

const marks: Marks = {
  name: '龘𠮷驫',
  relative: '龗彧甯',
  corrected: '麤毳掱',
  city: '犇猋骉市',
  trip: 'ZG7391QX',
  skills: '会开垚鑫森牌拖拉机',
  request: '请把焱燚淼三组改成二组',
  phones: ['10000007391', '10000004826'],
}
const secret: string[] = Object.values(marks).flat()
const place = newPlace()
let [log, met] = ['', '']

beforeAll(async () => {
  const server = await start(place)
  const visitor = browser(server.url)
  const [apiPhone, pagePhone] = marks.phones
  const sent = marked(returnee, marks, apiPhone)
  const typed = marked(returnee, marks, pagePhone)
  const [gone, stays, ...helpers] = await Promise.all([
    byApi(visitor, returnee, sent, 'the-key-of-the-returnee'),
    byPages(visitor, returnee, typed),
    byApi(visitor, volunteer, marked(volunteer, marks, apiPhone), 'the-key-of-the-volunteer'),
    byPages(visitor, volunteer, marked(volunteer, marks, pagePhone)),
  ])
  for (const number of [gone, stays, ...helpers]) {
    expect(number).toMatch(/^\d{12}$/)
    secret.push(number, number.replace(/\d{4}(?=\d)/g, '$& '))
  }
  secret.push(...marks.phones.map((phone) => `${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`))

  expect(await refused(visitor, marks)).toEqual([422, 422, 422, 413, 400, 200, 403, 422, 413, 400, 415])
  const [{ pages }, { pass }] = await Promise.all([
    allOfOnesOwn(visitor, returnee, stays, typed, marks),
    allOfOnesOwn(visitor, returnee, gone, sent, marks),
  ])
  expect(Object.values(pages).map(({ status }) => status)).toEqual([403, 200, 200, 200, 200, 200, 200, 200])
  expect(pages.all.text).toContain(marks.relative)
  expect(pages.copy.text).toContain(marks.trip)
  expect(pages.request.text).toContain(marks.request)
  expect(pages.kept.text).toContain('已经更正')
  expect((await visitor.post('/my/withdraw', { pass, sure: ['yes'] })).status).toBe(200)
  await server.stop()
  log = server.said()
  met = visitor.met.join('\n')
})
afterAll(() => rmSync(place.folder, { recursive: true }))

it('the search finds a value that was planted in the database, in each encoding', () => {
  const copy = copyOf(place)
  const db = openIn(copy)
  db.exec('CREATE TABLE scratch (planted)')
  const plant = db.prepare('INSERT INTO scratch VALUES (?)')
  const utf16 = Buffer.from(marks.name, 'utf16le')
  const shapes = [marks.name, utf16, Buffer.from(utf16).swap16(), encodeURIComponent(marks.name), json(marks.name)]
  for (const shape of shapes) {
    plant.run(shape)
    plant.run(Buffer.from(shape as string).toString('hex'))
    plant.run(
      Buffer.from(shape as string)
        .toString('hex')
        .toUpperCase(),
    )
  }
  plant.run(encodeURIComponent(marks.name).toLowerCase())
  plant.run(json(marks.name).toUpperCase().replaceAll('U', 'u'))
  for (const before of ['', 'a', 'ab']) {
    plant.run(Buffer.from(`${before}${marks.name} and more`).toString('base64'))
    plant.run(Buffer.from(`${before}${marks.name} and more`).toString('base64url'))
  }
  const dump = Buffer.from(exported(db))
  db.close()
  const files = filesIn(copy)
  rmSync(copy, { recursive: true })
  const all = [...encodings(marks.name).keys()]
  expect(all.length).toBeGreaterThanOrEqual(16)
  expect(new Set(files.flatMap(([, bytes]) => foundIn(bytes, marks.name)))).toEqual(new Set(all))
  expect(foundIn(dump, marks.name)).toEqual(expect.arrayContaining(all.filter((n) => !n.includes('UTF-16'))))
})

it('the files of the database, its export, the log and every address say nothing', () => {
  const places: [string, Buffer][] = [
    ...filesIn(place.folder),
    ['export', Buffer.from(seenIn(place, exported))],
    ['log', Buffer.from(log)],
    ['addresses, headers and titles', Buffer.from(met)],
  ]
  expect(places.map(([name]) => name).filter((name) => name.endsWith('-wal')).length).toBeGreaterThan(0)
  expect(secret.length).toBe(8 + 1 + 8 + 2)
  const said = places.flatMap(([name, bytes]) =>
    secret.flatMap((value) => foundIn(bytes, value).map((shape) => `${name}: ${value} as ${shape}`)),
  )
  expect(said).toEqual([])
})

function json(value: string): string {
  return value.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`)
}

function filesIn(folder: string): [name: string, bytes: Buffer][] {
  const files = globSync('**/*', { cwd: folder, withFileTypes: true }).filter((entry) => entry.isFile())
  return files.map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name))])
}
