/** From what a guard typed to what is kept of it. */
import type { Context } from 'hono'
import type { App } from '../app.ts'
import { lineOf } from '../audit/line.ts'
import { limits } from '../observation/alert.ts'
import { placeAt } from '../observation/calendar.ts'
import { rule } from '../observation/family.ts'
import type { Submission } from '../submissions/store.ts'
import type { Entry } from './entry.ts'
import type { Passing } from './store.ts'

/** What is kept of one party; a fever rings at the clinic. */
export async function passingOf(
  c: Context<App>,
  said: { id: string; record: Pick<Submission, 'id' | 'village'>; entry: Entry } & Pick<Passing, 'passedAt' | 'source'>,
): Promise<Passing> {
  const { id, record, entry, passedAt, source } = said
  return {
    ...{ id, submission: record.id, village: record.village, ...entry, passedAt, source },
    line: await lineOf(c, 'pass', record.id, entry.direction),
    ...(isFever(entry) && { rings: placeAt(rule, passedAt) }),
  }
}

export function isFever({ temperature }: Entry): boolean {
  return temperature !== null && temperature >= limits.fever
}
