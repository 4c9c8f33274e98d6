/** What the exports hand to their page; types only. */
import type { Staff } from '#platform/principal.ts'
import type { ExportQuery } from './query.ts'

/** 导出: what may be taken out, with what was chosen. */
export interface ExportsView {
  page: 'exports'
  staff: Staff
  /** That may be chosen. */
  villages: string[]
  asked: ExportQuery
  /** Most lines of one file. */
  most: number
  wrong?: 'villages' | 'days'
  status?: 200 | 422
}
