/** A person on the way home: a phone with scripts off, that notes every address it asked for and every title it showed. */
import type { Page } from 'playwright-core'
import { openChromium, phone } from './chromium.ts'

export interface Traveller {
  page: Page
  addresses: string[]
  titles: string[]
  /** Of every answer, the latest last. */
  statuses: number[]
}

export async function setOut(): Promise<Traveller> {
  const browser = await openChromium()
  const page = await (await browser.newContext({ ...phone, javaScriptEnabled: false })).newPage()
  const [addresses, titles, statuses]: [string[], string[], number[]] = [[], [], []]
  page.on('request', (request) => addresses.push(request.url()))
  page.on('response', async (answer) => {
    statuses.push(answer.status())
    titles.push(...(/<title>.*<\/title>/.exec(await answer.text().catch(() => '')) ?? []))
  })
  return { page, addresses, titles, statuses }
}
