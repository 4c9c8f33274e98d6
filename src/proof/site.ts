/** Which addresses the site has: those of src/pages, with what may stand in their gaps. */
import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { forms } from '#books/index.ts'
import { township } from '#forms/township.ts'
import type { Section } from '../content/sections.ts'
import type { Slugs } from './content.ts'
import type { ContentEntry } from './entry.ts'
import type { Site } from './links.ts'

/** Addresses that only the Worker answers. */
const worker = ['api/openapi.json', 'search', 'my/check-in']

/** What links may lead to in the project of `root`. */
export function siteOf(root: string, slugs: Slugs, entries: ContentEntry[]): Site {
  const isPage = pagesOf(root, slugs)
  const bodies = new Map(entries.map(({ section, slug, body }) => [`/${section}/${slug}`, body]))
  const files = new Map<string, boolean>()
  return {
    url: township.url,
    isPage,
    isFile: (path) => {
      const known =
        files.get(path) ?? statSync(join(root, 'public', path), { throwIfNoEntry: false })?.isFile() ?? false
      files.set(path, known)
      return known
    },
    bodyOf: (path) => bodies.get(path.replace(/\/$/, '')),
    pages: [...bodies.keys()].slice(0, 2000).map((path) => `${path}/`),
  }
}

function pagesOf(root: string, slugs: Slugs): (path: string) => boolean {
  const files = globSync('**/*.{astro,ts,js,md}', { cwd: join(root, 'src/pages') })
  const pages = files
    .map((file) => file.replaceAll('\\', '/').replace(/\.\w+$/, ''))
    .filter((page) => !['404', 'view'].includes(page))
    .map((page) => page.split('/').filter((step) => step !== 'index'))
  // What may stand in a gap; a gap that is not listed takes anything.
  const gaps: Record<string, (before: string) => { has(step: string): boolean } | undefined> = {
    slug: (section) => slugs[section as Section],
    section: () => new Set(Object.keys(slugs)),
    by: () => new Set(['month', 'topic', 'for', 'verdict']),
    form: () => new Set(Object.keys(forms)),
    village: () => new Set(Object.keys(township.villages)),
  }
  const fits = (page: string[], steps: string[]) => {
    for (const [index, part] of page.entries()) {
      if (part.startsWith('[...')) return true
      const step = steps[index]
      if (step === undefined) return false
      const gap = /^\[(\w+)\]$/.exec(part)?.[1]
      const fitting = gap ? (gaps[gap]?.(steps[index - 1] ?? '')?.has(step) ?? true) : part === step
      if (!fitting) return false
    }
    return page.length === steps.length
  }
  return (path) => {
    const steps = path.split('/').filter(Boolean)
    return worker.includes(steps.join('/')) || pages.some((page) => fits(page, steps))
  }
}
