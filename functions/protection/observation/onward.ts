/** What is reported under the number of a record that was put aside counts for the one that its household goes by. */
import { write } from '#audit/line.ts'
import { plainName } from '#forms/names.ts'
import type { RequestContext } from '#platform/context.ts'
import { mainOf } from '#register/holder/store/aside.ts'
import { unseal } from '#register/submissions/contents.ts'
import type { Submission } from '#register/submissions/store/submission.ts'
import type { Report, Sending } from './entry.ts'
import * as store from './store/check-in.ts'

/**
 * Copies what was just kept of `row` to the record that it was put aside for, for whoever stands in both under one name. The
 * report itself, and what it rings for, stay with the number and the phone that they came from: whoever put the wrong two
 * together has called nobody else. A second trip, because it is rare; sent again, it is copied once.
 */
export async function keepOnward(
  c: RequestContext,
  row: Submission,
  sending: Sending,
  entries: Report[],
  { actor, detail }: { actor: string; detail: string },
): Promise<void> {
  const { vault, now } = c.var
  const main = await mainOf(c.env.DB, row.id)
  if (!main) return
  const [here, there] = [await namesOf(c, row), await namesOf(c, main)]
  const key = (await vault.sign('check-in-key', sending.key, main.id)).slice(0, 22)
  const copied = entries.flatMap(({ person, temperature, symptoms }) => {
    const other = only(there, here[person])
    return other === undefined || only(here, here[person]) === undefined
      ? []
      : [{ person: other, temperature, symptoms, rings: '' as const }]
  })
  if (copied.length === 0) return
  const sealed = await Promise.all(
    copied.map(async ({ symptoms, ...entry }) => ({
      ...entry,
      sealed: await vault.seal(['check_in', `${key}-${entry.person}`, main.village], { symptoms }),
    })),
  )
  const { place, observedAt, source } = sending
  const copy = { key, place, village: main.village, revision: main.revision, entries: sealed, observedAt, source }
  const line = await write(vault, { at: now, actor, act: 'check-in', record: main.id, detail })
  await store.keep(c.env.DB, { ...copy, via: row.id }, line)
}

/** The names in a record by the numbers of its people, in the one way of writing them. */
async function namesOf({ var: { vault } }: RequestContext, { id, village, sealed }: Submission): Promise<string[]> {
  const { answers } = await unseal(vault, id, village, sealed ?? [])
  const family: { name?: string }[] = answers['family'] ?? []
  return [answers['name'], ...family.map(({ name }) => name)].map((name) => plainName(String(name ?? '')))
}

/** Where a name stands, if it stands there once. */
function only(names: string[], name = ''): number | undefined {
  const place = name ? names.indexOf(name) : -1
  return place >= 0 && names.lastIndexOf(name) === place ? place : undefined
}
