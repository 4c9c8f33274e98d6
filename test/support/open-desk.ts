/** The product in a place of its own, the town at its desk, and other people's phones around it. */
import { rmSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import type { Page } from 'playwright-core'
import type { Raw } from '#forms/page.ts'
import type { Role } from '#platform/roles.ts'
import { fill, press } from './chromium.ts'
import { type Page as Answer, browser } from './load-pages.ts'
import { openPhones, type Phones } from './phones.ts'
import { newPlace, type Place, start } from './process.ts'
import { openIn } from './sqlite.ts'
import { looked, typed } from './typed.ts'

export interface Desk extends Phones {
  place: Place
  /** Without a slash at the end; another one after a restart. */
  url: string
  /** What the first start printed for the town. */
  code: string
  town: Page
  /** Makes a phone one of the desk by the code of an invitation. */
  enrol(page: Page, code: string, pin?: string): Promise<void>
  /** Gives the phone of somebody whom the town invited; a cadre is of 柳溪村. */
  invite(role: Role, name: string): Promise<Page>
  /** Sends a form as some phone elsewhere does. */
  post(path: string, raw: Raw): Promise<Answer>
  /** Keeps a family by the public's door, with these answers beside the sample's; gives its number as it is shown. */
  register(said: Raw): Promise<string>
  /** Opens a record as its holder does, by the number and the last four signs of the phone. */
  openRecord(page: Page, number: string, tail: string): Promise<void>
  /** Starts again in the same place, whose database was changed meanwhile. */
  restart(change: (db: DatabaseSync) => void): Promise<void>
}

/** Opens a desk; `closed` leaves even the town's phone to be enrolled. What was begun is ended where it fails. */
export async function openDesk({ closed = false } = {}): Promise<Desk> {
  const begun = new AsyncDisposableStack()
  try {
    const place = newPlace()
    begun.defer(() => rmSync(place.folder, { recursive: true }))
    let server = await start(place)
    begun.defer(() => server.stop())
    const phones = await openPhones()
    begun.defer(phones.close)
    const reached = () => server.url.replace('127.0.0.1', 'localhost')
    const desk: Desk = {
      ...phones,
      place,
      url: reached(),
      code: /\/staff\/enrol#(\S+)/.exec(server.said())?.[1] ?? '',
      town: await phones.newPhone(),
      async enrol(page, code, pin = '749318') {
        await page.goto(`${desk.url}/staff/enrol`)
        await fill(page, { code: [code], pin: [pin], again: [pin] })
        await press(page, '开通这台设备')
      },
      async invite(role, name) {
        const { town } = desk
        await town.goto(`${desk.url}/staff/people`)
        await fill(town, { name: [name], role: [role], ...(role === 'village' ? { villages: ['liuxi'] } : {}) })
        await town.locator('form[action="/staff/people/invite"] button').click()
        const page = await phones.newPhone()
        await desk.enrol(page, (await town.locator('.hero.code').innerText()).replace(/\s/g, '-'))
        return page
      },
      post: (path, raw) => browser(desk.url).post(path, raw),
      async register(said) {
        const { hidden } = await desk.post('/forms/returnee/check', { ...typed(), ...said })
        await looked()
        const { text } = await desk.post('/forms/returnee/keep', hidden)
        const number = /\d{4} \d{4} \d{4}/.exec(text)?.[0]
        if (!number) throw new Error('the registration was not kept')
        return number
      },
      async openRecord(page, number, tail) {
        await page.goto(`${desk.url}/my/`)
        await fill(page, { reference: [number], tail: [tail] })
        await press(page, '打开我的登记')
      },
      async restart(change) {
        await server.stop()
        const db = openIn(place.data)
        change(db)
        db.close()
        server = await start(place)
        desk.url = reached()
      },
      close: () => begun.disposeAsync(),
    }
    if (!closed) await desk.enrol(desk.town, desk.code)
    return desk
  } catch (error) {
    await begun.disposeAsync()
    throw error
  }
}
