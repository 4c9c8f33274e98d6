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

const PIN = '749318'

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
    const sent = async (page: Page, path: string, form: Record<string, string>) => {
      const answer = await page.request.post(desk.url + path, { form, headers: { origin: desk.url } })
      return answer.text()
    }
    const reached = () => server.url.replace('127.0.0.1', 'localhost')
    const desk: Desk = {
      ...phones,
      place,
      url: reached(),
      code: /\/staff\/enrol#(\S+)/.exec(server.said())?.[1] ?? '',
      town: await phones.newPhone(),
      async enrol(page, code, pin = PIN) {
        await page.goto(`${desk.url}/staff/enrol`)
        await fill(page, { code: [code], pin: [pin], again: [pin] })
        await press(page, '开通这台设备')
      },
      // By requests and not by pages, which have a test of their own and take ten times as long.
      async invite(role, name) {
        const { town } = desk
        const villages = role === 'village' ? { villages: 'liuxi' } : {}
        const invited = await sent(town, '/staff/people/invite', { name, role, ...villages })
        const [code = ''] = /([2-9A-Z]{4}[ -]){3}[2-9A-Z]{4}/.exec(invited) ?? []
        const page = await phones.newPhone()
        await sent(page, '/staff/enrol', { code, pin: PIN, again: PIN })
        await page.goto(`${desk.url}/staff/`)
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
