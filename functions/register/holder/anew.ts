/** A correction that was begun on an older revision, put upon the record as it stands: nothing that another corrected meanwhile is lost. */
import type { Answers } from '#forms/form.ts'
import type { RequestContext } from '#platform/context.ts'
import { upon } from '../submissions/changes.ts'
import { unseal } from '../submissions/contents.ts'
import type { OpenedRecord } from './pass.ts'
import { revisionOf } from './store/correction.ts'

/** The answers that were made of the revision `seen`, with what the record says by now where they left a question alone. */
export async function anew(
  c: RequestContext,
  { row, contents }: OpenedRecord,
  seen: number,
  made: Answers,
): Promise<Answers> {
  const earlier = row.revision === seen ? null : await revisionOf(c.env.DB, row.id, seen)
  if (!earlier) return made
  const { answers } = await unseal(c.var.vault, row.id, earlier.village, earlier.sealed)
  return upon(answers, contents.answers, made)
}
