/** The township as `content/township.json` says it, checked once; a wrong file stops the build with the field and the reason. */
import said from '#content/township.json' with { type: 'json' }
import { shape, type Township } from './township-shape.ts'

export type { Contact, Township } from './township-shape.ts'

/** The checked township, or an error naming each wrong field. */
export function readTownship(json: unknown): Township {
  const read = shape.safeParse(json)
  if (read.success) return read.data
  const wrong = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`content/township.json\n  ${wrong.join('\n  ')}`)
}

export const township = readTownship(said)
