/** Rows of a sheet that may be somebody who is registered already, or who stands on the sheet twice: whoever copies says which, before they are kept. */
import { lineOf } from '#audit/line.ts'
import type { Form } from '#forms/form.ts'
import { columnsOf } from '#forms/list.ts'
import { plainName } from '#forms/names.ts'
import { isTwin } from '#forms/sheet.ts'
import { dayAt } from '#platform/clock.ts'
import type { RequestContext } from '#platform/context.ts'
import type { Vault } from '#platform/vault.ts'
import type { StaffVars } from '#staff/door.ts'
import { merge, tellApart } from '../ledger/store/merge.ts'
import { nameIndexes } from '../submissions/contents.ts'
import { submissionId } from '../submissions/keep.ts'
import { phoneIndex } from '../submissions/phone.ts'
import { tokenOf } from './copy.ts'
import type { Judged } from './judge.ts'
import { isBlank, type Sheet, type SheetRow } from './sheet.ts'
import { registered } from './store.ts'
import type { Entered, Twin } from './view.ts'

/** The rows, by their numbers, that say the name and the phone of somebody who is there. */
export async function twinsIn(
  c: RequestContext<StaffVars>,
  form: Form,
  { key, rows }: Sheet,
): Promise<Map<number, Twin>> {
  const { vault, staff } = c.var
  const said = rows.filter((row) => !isBlank(row)).flatMap((row) => personOf(form, row, c.var.now))
  const sought = await Promise.all(
    said.map(async ({ number, phone, name }) => {
      const [byPhone, [byName = '']] = await Promise.all([phoneIndex(vault, phone), nameIndexes(vault, [name])])
      const own = await recordOf(vault, staff.id, form, key, number)
      return { number, phone: byPhone, name: byName, own }
    }),
  )
  const known = await registered(c.env.DB, staff, form.slug, sought)
  return new Map(
    sought.flatMap(({ number, phone, name }, index): [number, Twin][] => {
      const above = sought.slice(0, index).find((other) => other.phone === phone && other.name === name)
      if (above) return [[number, { row: above.number }]]
      const record = known.find((each) => each.number === number)
      return record ? [[number, { record }]] : []
    }),
  )
}

/** What is judged without the rows that nobody is to keep, and with those as wrong of whom nobody has said who they are. */
export function sifted(judged: Judged, twins: Map<number, Twin>): Judged {
  const open = judged.right.filter(({ row }) => twins.has(row.number) && !row.twin)
  const asked = [...judged.right.map(({ row }) => row), ...judged.wrong].filter(
    ({ number, twin }) => twins.has(number) && !twin,
  )
  const isSkipped = ({ number, twin }: SheetRow) => twin === 'skip' && twins.has(number)
  return {
    ...judged,
    errors: { ...judged.errors, ...Object.fromEntries(asked.map(({ number }) => [`r.${number}.twin`, isTwin])) },
    right: judged.right.filter((one) => !open.includes(one) && !isSkipped(one.row)),
    wrong: [...judged.wrong, ...open.map(({ row }) => row)].sort((a, b) => a.number - b.number),
  }
}

/** Does what was chosen of rows that were just kept: the same household is put aside for the one that was there, so that what the row tells still rings. */
export async function settleTwins(
  c: RequestContext<StaffVars>,
  form: Form,
  { key, rows }: Sheet,
  twins: Map<number, Twin>,
  entered: Entered[],
): Promise<void> {
  const { vault, staff } = c.var
  const db = c.env.DB
  for (const { number = 0, id = '', became } of entered) {
    const [twin, row] = [twins.get(number), rows.find((each) => each.number === number)]
    if (!twin || became !== 'kept') continue
    const there = twin.record ?? { id: await recordOf(vault, staff.id, form, key, twin.row), ...fresh }
    const line = (act: 'merge' | 'apart', of: string, other: string) => lineOf(c, act, of, other)
    if (row?.twin === 'same')
      await merge(
        db,
        staff,
        { line: await line('merge', id, there.id), ...fresh },
        { line: await line('merge', there.id, id), revision: there.revision, stage: there.stage },
      )
    if (row?.twin === 'new')
      await tellApart(db, { staff, line: await line('apart', id, there.id) }, await line('apart', there.id, id))
  }
}

const fresh = { revision: 1, stage: 'registered' } as const

function personOf(form: Form, { number, cells }: SheetRow, now: number) {
  const columns = columnsOf(form)
  const name = columns.find(({ field }) => field.name)
  const tel = columns.find(({ field }) => field.attributes['type'] === 'tel')
  const phone = tel?.field.schema({ today: dayAt(now), paper: true }).safeParse(cells[tel.path])
  const said = plainName(cells[name?.path ?? ''] ?? '')
  return phone?.success && said ? [{ number, phone: String(phone.data), name: said }] : []
}

async function recordOf(vault: Vault, actor: string, form: Form, key: string, number: number): Promise<string> {
  return submissionId(vault, await tokenOf(vault, actor, form, key, number))
}
