/** A browser without scripts: posts forms, carries hidden fields on, and remembers every address and header that it met. */
import type { Raw } from '#forms/page.ts'
import { encoded } from './typed.ts'

export interface Page {
  status: number
  text: string
  /** The hidden fields of the page's forms. */
  hidden: Raw
}

export interface Browser {
  /** Addresses asked for and offered (without what follows `#`, which is never sent), answers' headers and titles. */
  met: string[]
  ask(path: string, init: RequestInit): Promise<Page>
  post(path: string, raw: Raw): Promise<Page>
}

export function browser(url: string): Browser {
  const met: string[] = []
  const ask = async (path: string, init: RequestInit) => {
    const answer = await fetch(url + path, init)
    const text = await answer.text()
    const offered = [...text.matchAll(/(?:href|src|action)="([^"#]*)|<title>(.*?)<\/title>/g)].map(([whole]) => whole)
    met.push(path, answer.url, ...[...answer.headers].map(String), ...offered.map(plain))
    return { status: answer.status, text, hidden: hiddenIn(text) }
  }
  const post = (path: string, raw: Raw) => {
    return ask(path, { method: 'POST', body: encoded(raw) })
  }
  return { met, ask, post }
}

/** The number on a receipt. */
export function numberOn({ text }: Page): string {
  return /\d{4} \d{4} \d{4}/.exec(text)?.[0].replaceAll(' ', '') ?? ''
}

function hiddenIn(html: string): Raw {
  const raw: Record<string, Set<string>> = {}
  for (const [tag] of html.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)) {
    const [name = '', value = ''] = ['name', 'value'].map((key) => new RegExp(` ${key}="([^"]*)"`).exec(tag)?.[1])
    raw[plain(name)] = (raw[plain(name)] ?? new Set()).add(plain(value))
  }
  return Object.fromEntries(Object.entries(raw).map(([name, values]) => [name, [...values]]))
}

function plain(html: string): string {
  return html.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))).replaceAll('&amp;', '&')
}
