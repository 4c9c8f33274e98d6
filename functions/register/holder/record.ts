/** One's own record as a page shows it. */
import { holderLine } from '#audit/line.ts'
import type { Form } from '#forms/form.ts'
import { forms } from '#forms/index.ts'
import type { RequestContext } from '#platform/context.ts'
import { changesOf } from '../submissions/changes.ts'
import { keptUntilOf } from '../submissions/kept-until.ts'
import type { Submission } from '../submissions/store/submission.ts'
import type { RecordView } from '../submissions/view.ts'
import { type OpenedRecord, passFor } from './pass.ts'
import { noteLook } from './store/record.ts'

/** The record as a page, noted in its history before anything leaves; a try that succeeded is not counted as a guess. */
export async function show(
  c: RequestContext,
  { row, contents }: OpenedRecord,
  shown: 'masked' | 'all',
  act: 'open' | 'copy',
  tries: string[] = [],
): Promise<RecordView> {
  const { last, entry, revisions, ...seen } = await noteLook(c.env.DB, await holderLine(c, act, row.id), tries)
  const { village, received_at: receivedAt, changed_at: changedAt } = row
  const until = keptUntilOf(row, last)
  const form = formOf(row)
  const corrected = { id: row.id, form, answers: contents.answers, revisions }
  // Why somebody changed what they said is theirs to read at once, whoever stands beside them.
  const changes = await changesOf(c.var.vault, corrected, { answers: shown === 'all', why: true })
  return {
    page: 'record',
    form,
    pass: await passFor(c, row.id),
    ...contents,
    village,
    receivedAt,
    changedAt,
    ...seen,
    shown,
    changes: changes.filter(({ by }) => by),
    aside: row.duplicate_of !== null,
    ...(until && { keptUntil: until }),
    ...(entry && { entry }),
  }
}

/** The form that a record was filled in on. */
export function formOf(row: Pick<Submission, 'form'>): Form {
  const form = forms[row.form]
  if (!form) throw new Error(`no form ${row.form}`)
  return form
}
