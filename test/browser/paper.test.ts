/** The paper forms: every question is there, on at most two sheets' sides of A4. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asked, questions } from '#forms/form.ts'
import { forms } from '#forms/index.ts'
import { type Chromium, openChromium, phone } from '../support/chromium.ts'
import { url } from '../support/served.ts'

let browser: Chromium
beforeAll(async () => {
  browser = await openChromium()
})
afterAll(() => browser.close())

describe.each(Object.values(forms))('$title', (form) => {
  it('asks on paper what it asks on the screen', async () => {
    const page = await (await browser.newContext({ ...phone, javaScriptEnabled: false })).newPage()
    await page.goto(`${url}/forms/${form.slug}/paper/`)
    const text = await page.locator('.paper').innerText()
    for (const [, field] of questions(form).filter(([, field]) => !field.retired)) {
      expect(text).toContain(field.label)
      for (const [, part] of asked(field.fields ?? {})) expect(text).toContain(part.label)
      if (Object.keys(field.choices ?? {}).length <= 12)
        for (const words of Object.values(field.choices ?? {})) expect(text).toContain(words)
    }
    expect(await page.locator('input:not(#big), form').count()).toBe(0)
    await page.close()
  })
  it('is one sheet of A4, both sides at most', async () => {
    const page = await (await browser.newContext()).newPage()
    await page.goto(`${url}/forms/${form.slug}/paper/`)
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    expect(pdf).toMatch(/\/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]/)
    expect(pdf.match(/\/Type \/Page\b(?!s)/g)?.length).toBeLessThanOrEqual(2)
    await page.close()
  })
})
