/** A Chromium for the tests: a cheap phone's window, one Chromium for each file. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { browser } from '../../functions/cli/tools.ts'

const quiet = ['--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync']

/** A small Android phone, held upright, in the township. */
export const phone: BrowserContextOptions = {
  viewport: { width: 360, height: 640 },
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai',
}

export function openChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: browser(), args: ['--no-sandbox', '--no-first-run', ...quiet] })
}

/** Waits as long as a person looks at 请核对 at the least, see functions/submissions/token.ts. */
export function looked(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1100))
}

/** Lets `page` send a form of ours to `path`, as a press of a button would. */
export async function send(page: Page, path: string, raw: Record<string, string[]>, enctype?: string): Promise<number> {
  const answer = page.waitForNavigation()
  await page.evaluate(
    ({ path, raw, enctype }) => {
      const form = document.body.appendChild(document.createElement('form'))
      Object.assign(form, { method: 'post', action: path, ...(enctype ? { enctype } : {}) })
      for (const [name, values] of Object.entries(raw)) {
        for (const value of values) form.appendChild(Object.assign(document.createElement('input'), { name, value }))
      }
      form.submit()
    },
    { path, raw, enctype },
  )
  return (await answer)?.status() ?? 0
}
