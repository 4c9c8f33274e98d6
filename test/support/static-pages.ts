/** The pages that the build wrote, as files and as addresses. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '#cli/here.ts'

const client = join(root, 'dist/client')

export interface StaticPage {
  /** Its address: `/`, `/my/`, `/404`. */
  path: string
  file: string
  html: string
}

export function staticPages(): StaticPage[] {
  return globSync('**/*.html', { cwd: client })
    .map((name) => name.replaceAll('\\', '/'))
    .sort()
    .map((name) => ({
      path: `/${name.replace(/index\.html$/, '').replace(/\.html$/, '')}`,
      file: join(client, name),
      html: readFileSync(join(client, name), 'utf8'),
    }))
}

/** Answers of the search: none asked, found, a part, nothing. */
export const searches = ['', '?q=发热', '?in=notices&village=liuxi', '?q=量子纠缠'].map((asked) => `/search/${asked}`)

/** One page of each kind: what is drawn alike needs looking at once. */
export function kindsOfPage(): string[] {
  const pages = staticPages().map(({ path }) => path)
  const first = (section: string) =>
    pages.find((path) => path.startsWith(`/${section}/`) && path.split('/').length === 4) ?? ''
  const channels = ['broadcast/', 'share/'].map((channel) => first('notices') + channel)
  const sections = ['notices', 'knowledge', 'rumors'].flatMap((section) => [`/${section}/`, first(section)])
  const forms = [
    '/forms/returnee/',
    '/forms/volunteer/',
    '/forms/returnee/paper/',
    '/forms/returnee/card/',
    '/register/',
    '/offline/',
  ]
  const shelves = ['/notices/month/2026-11/', '/knowledge/topic/law/', '/rumors/verdict/false/']
  const people = ['/people/', '/people/duties/', '/people/duties/by-role/', '/villages/']
  return [
    '/',
    ...sections,
    ...shelves,
    ...channels,
    ...people,
    first('villages'),
    ...forms,
    '/my/',
    '/privacy/',
    '/verify/',
    '/transparency/',
    '/nowhere/',
    ...searches,
  ]
}
