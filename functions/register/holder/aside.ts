/** Of a record that was put aside for another one of the same household: the other one, and what its own holder may know of that. */
import type { Aside } from '#forms/form-route.ts'
import type { RequestContext } from '#platform/context.ts'
import { unseal } from '../submissions/contents.ts'
import type { Submission } from '../submissions/store/submission.ts'
import { mainOf } from './store/aside.ts'

/**
 * That it was put aside; nothing where it was not. Whoever has the phone that both were registered with may know the end of
 * the number under which it goes on, and nobody anything else of the other record.
 */
export async function asideOf(
  c: RequestContext,
  row: Pick<Submission, 'id' | 'duplicate_of'>,
): Promise<Aside | undefined> {
  if (row.duplicate_of === null) return undefined
  const main = await mainOf(c.env.DB, row.id)
  if (!main?.same_phone || !main.sealed) return {}
  const { reference } = await unseal(c.var.vault, main.id, main.village, main.sealed)
  return { tail: reference.slice(-4) }
}
