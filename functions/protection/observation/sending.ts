/** From a page that was sent to what is kept of it: read, sealed, keyed. */
import { type AuditLine, holderLine } from '#audit/line.ts'
import { spanOf } from '#platform/calendar.ts'
import type { RequestContext } from '#platform/context.ts'
import type { Read, Report, Sending } from './entry.ts'
import { rule } from './family.ts'
import { keepOnward } from './onward.ts'
import { keyOf, type PageToken } from './page-token.ts'
import * as store from './store/check-in.ts'

/** Who sends it, and how much of it is kept. */
interface Manner {
  /** What the clinic must hear of, where the rest is not right yet. */
  only?: 'urgent'
  source?: Sending['source']
  /** At the desk, whose act it is. */
  line?: AuditLine
}

/**
 * Keeps what was read, in one trip to the database; nothing where the record is gone.
 * The key is of all that was sent, so that a part of it that comes late is not once more what came whole in time.
 */
export async function keep(
  c: RequestContext,
  leave: Pick<PageToken, 'id' | 'key' | 'place' | 'village' | 'revision'>,
  read: Pick<Read, 'entries' | 'care'>,
  { only, source = 'self', line }: Manner = {},
): Promise<store.Observed | undefined> {
  const { vault, now } = c.var
  const { id, place, village, revision } = leave
  const key = await keyOf(vault, leave, [read.entries, read.care])
  const entries = only ? read.entries.filter(({ rings }) => rings) : read.entries
  const care = only ? undefined : read.care
  const sealed = await Promise.all(
    entries.map(async (entry) => ({ ...entry, sealed: await sealedOf(c, key, village, entry) })),
  )
  const sending: Sending = {
    key,
    place,
    village,
    revision,
    entries: sealed,
    // Of an earlier slot nobody asks for the minute: its last one is as good.
    observedAt: Math.min(now, spanOf(rule, place).end - 1),
    source,
    ...(care && {
      wish: { id: key, number: null, kind: '', due: '', sealed: await vault.seal(['entry', key, id], care), revision },
    }),
  }
  const noted = line ?? (await holderLine(c, 'check-in', id))
  const kept = await store.keep(c.env.DB, sending, noted)
  if (kept && kept.row.duplicate_of !== null) await keepOnward(c, kept.row, sending, entries, noted)
  return kept
}

function sealedOf(c: RequestContext, key: string, village: string, { person, symptoms }: Report): Promise<Uint8Array> {
  return c.var.vault.seal(['check_in', `${key}-${person}`, village], { symptoms })
}
