/** The kinds of file that a table can leave as. */
import { csvOf } from './csv.ts'
import { xlsxOf } from './xlsx.ts'

export const files = {
  xlsx: { write: xlsxOf, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  csv: { write: csvOf, type: 'text/csv; charset=utf-8' },
}

export type FileFormat = keyof typeof files

/** returnee-list-2026-11-30.csv; `first` where only so many fitted, which a program would not find in the lines themselves. */
export function fileName(parts: string[], format: FileFormat, first?: number): string {
  return `${[...parts, ...(first === undefined ? [] : ['first', first])].join('-')}.${format}`
}
