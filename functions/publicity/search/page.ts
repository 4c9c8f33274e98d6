/** A public page as the index holds it; types only. */
import type { Ending } from '../notices/standing.ts'
import type { Level, Section } from './query.ts'

export interface Page {
  /** Where it is read; `#` leads to its place on a page. */
  path: string
  section: Section
  title: string
  /** Plain text, a line a thought. */
  text: string
  /** Few words beside the title, and how they look. */
  badge: string
  tone: string
  /** `YYYY-MM-DD`; left out of what has no date. */
  day?: string | undefined
  /** Of a notice: UTC milliseconds, public from, in force from and until. */
  published?: number | undefined
  starts?: number | undefined
  ends?: number | undefined
  ending?: Ending | undefined
  level?: Level | undefined
  /** Only for these; left out or empty: the whole township. */
  villages?: readonly string[] | undefined
}
