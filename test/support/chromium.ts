/** A Chromium for the tests, with the window of a cheap phone. */
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
  type Response,
} from 'playwright-core'
import { browser } from '#cli/tools.ts'

const quiet = ['--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync']

/** A small Android phone, held upright, in the township. */
export const phone = {
  viewport: { width: 360, height: 640 },
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai',
} satisfies BrowserContextOptions

/** A browser of one's own, for a command that ends with it. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: browser(), args: ['--no-sandbox', '--no-first-run', ...quiet] })
}

/** One file's share of the browser: what it opened is closed with it. */
export interface Chromium {
  newContext(options?: BrowserContextOptions): Promise<BrowserContext>
  close(): Promise<void>
}

let launched: Promise<Browser> | undefined

/** The browser of this worker of the runner. It stays open from one file to the next: its first page takes two seconds of a core. */
export async function openChromium(): Promise<Chromium> {
  launched ??= launchChromium()
  const browser = await launched
  const contexts: BrowserContext[] = []
  return {
    async newContext(options) {
      const context = await browser.newContext(options)
      contexts.push(context)
      return context
    },
    close: async () => void (await Promise.all(contexts.map((context) => context.close()))),
  }
}

/** Lets `page` send a form of ours to `path`, as a press of a button would; gives the status of the page that it comes to. */
export async function send(page: Page, path: string, raw: Record<string, string[]>, enctype = ''): Promise<number> {
  // The page may be shown at an address of its own, to which the answer leads.
  const statuses: number[] = []
  const note = (answer: Response) => {
    if (answer.request().isNavigationRequest()) statuses.push(answer.status())
  }
  page.on('response', note)
  await Promise.all([
    page.waitForEvent('load'),
    page.evaluate(
      ({ path, raw, enctype }) => {
        const form = document.body.appendChild(document.createElement('form'))
        Object.assign(form, { method: 'post', action: path, enctype })
        for (const [name, values] of Object.entries(raw)) {
          for (const value of values) form.appendChild(Object.assign(document.createElement('input'), { name, value }))
        }
        form.submit()
      },
      { path, raw, enctype },
    ),
  ])
  page.off('response', note)
  return statuses.at(-1) ?? 0
}

/** Fills the questions in, as far as they are on the page. */
export async function fill(page: Page, raw: Record<string, string[]>): Promise<void> {
  for (const [name, values] of Object.entries(raw)) {
    for (const value of values) {
      const field = page.locator(`[name="${name}"]`).first()
      if ((await field.count()) === 0) continue
      const type = await field.evaluate((element) => (element as HTMLInputElement).type)
      if (type === 'radio' || type === 'checkbox') await page.locator(`[name="${name}"][value="${value}"]`).check()
      else if (type === 'select-one') await field.selectOption(value)
      else await field.fill(value)
    }
  }
}

/** Presses the only button of that name. */
export function press(page: Page, name: string | RegExp): Promise<void> {
  return page.getByRole('button', { name, exact: true }).click()
}

/** What the page says in its middle. */
export function main(page: Page): Promise<string> {
  return page.locator('main').innerText()
}
