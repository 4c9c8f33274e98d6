/** Cheap phones, scripts off, that note together every address they asked for and all that they were shown. */
import { brotliCompressSync } from 'node:zlib'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { openChromium, phone } from './chromium.ts'

export interface Shown {
  path: string
  text: string
}

export interface Phones {
  addresses: string[]
  titles: string[]
  /** Of every answer, the latest last. */
  statuses: number[]
  /** All answers, or those whose path begins like this. */
  shown(under?: string): Shown[]
  /** A phone that shares nothing with the others. */
  newPhone(more?: BrowserContextOptions): Promise<Page>
  /** A phone with scripts on, which axe needs, signed in as the other one is. */
  withScripts(as?: Page): Promise<Page>
  close(): Promise<void>
}

export async function openPhones(): Promise<Phones> {
  const browser = await openChromium()
  const [addresses, titles, statuses, all]: [string[], string[], number[], Shown[]] = [[], [], [], []]
  const newPhone = async (more: BrowserContextOptions = {}) => {
    const page = await (await browser.newContext({ ...phone, javaScriptEnabled: false, ...more })).newPage()
    page.on('request', (request) => addresses.push(request.url()))
    page.on('response', async (answer) => {
      statuses.push(answer.status())
      const text = await answer.text().catch(() => '')
      all.push({ path: new URL(answer.url()).pathname, text })
      titles.push(...(/<title>.*<\/title>/.exec(text) ?? []))
    })
    return page
  }
  return {
    addresses,
    titles,
    statuses,
    shown: (under = '') => all.filter(({ path }) => path.startsWith(under)),
    newPhone,
    withScripts: async (as) => {
      const signedIn = as ? { storageState: await as.context().storageState() } : {}
      return newPhone({ javaScriptEnabled: true, bypassCSP: true, ...signedIn })
    },
    close: () => browser.close(),
  }
}

/** Bytes of the heaviest page, compressed; throws where none was shown. */
export function heaviest(pages: Shown[]): number {
  if (pages.length === 0) throw new Error('no page was shown')
  return Math.max(...pages.map(({ text }) => brotliCompressSync(text).byteLength))
}

/** Those addresses and titles that tell one of the secrets, as it is written or as an address writes it. */
export function telling(said: string[], secrets: string[]): string[] {
  const spelled = secrets.flatMap((secret) => [secret, encodeURIComponent(secret)])
  return said.filter((each) => spelled.some((secret) => each.includes(secret)))
}
