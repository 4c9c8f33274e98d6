/** The kinds of file that a table can leave as. */
import { csvOf } from './csv.ts'
import { xlsxOf } from './xlsx.ts'

export const files = {
  xlsx: { write: xlsxOf, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  csv: { write: csvOf, type: 'text/csv; charset=utf-8' },
}

export type FileFormat = keyof typeof files
