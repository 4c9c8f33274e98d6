/** The card of a record that is revealed, once more: for who lost theirs. */
import { fieldsOf } from '#forms/form.ts'
import type { RequestContext } from '#platform/context.ts'
import { formOf } from '#register/holder/record.ts'
import { unseal } from '#register/submissions/contents.ts'
import type { StaffVars } from '#staff/door.ts'
import { revealedUntilIn } from '../reveal.ts'
import { readAudited } from '../store/acts.ts'
import type { LedgerCardView } from '../view.ts'
import { again, staffAct } from './page.ts'

/** The page to print, noted; where the record is not revealed any more, its masked page. */
export async function card(c: RequestContext<StaffVars>, id: string) {
  const until = await revealedUntilIn(c, id)
  if (!until) return again(c)
  const found = await readAudited(c.env.DB, await staffAct(c, 'reveal', 'card'))
  if (!found) return c.notFound()
  const { row } = found
  const form = formOf(row)
  const { reference, answers } = await unseal(c.var.vault, id, row.village, row.sealed ?? [])
  const name = fieldsOf(form)['name']?.mask(answers['name']) ?? ''
  // Like the rest of what was revealed, it does not stay on the screen.
  c.header('refresh', `${Math.ceil((until - c.var.now) / 1000)}; url=/staff/records/${id}`)
  const { staff } = c.var
  return c.render({
    page: 'ledger-card',
    staff,
    id,
    form,
    reference,
    name,
    village: row.village,
  } satisfies LedgerCardView)
}
