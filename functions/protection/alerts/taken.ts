/** The steps that were taken with an alert, in their order, each with who took it. */
import type { Role } from '#platform/roles.ts'
import type { Vault } from '#platform/vault.ts'
import type { Course } from './store/course.ts'
import type { Alert } from './store/queue.ts'
import type { Taken } from './view.ts'

type Step = 'acknowledged' | 'contacted' | 'transferred' | 'closed'
type Stepped = Pick<Alert, `${'acknowledged' | 'closed'}_${'at' | 'by'}`> &
  Partial<Pick<Alert, `${Step}_${'at' | 'by'}`>>

/** `people` are those of the staff who took one, with their sealed names. */
export async function takenOf(vault: Vault, alert: Stepped, people: Course['people']): Promise<Taken[]> {
  const steps = [
    ['acknowledge', alert.acknowledged_at, alert.acknowledged_by],
    ['contact', alert.contacted_at, alert.contacted_by],
    ['transfer', alert.transferred_at, alert.transferred_by],
    ['close', alert.closed_at, alert.closed_by],
  ] as const
  const taken = await Promise.all(
    steps.map(async ([step, at, by]): Promise<Taken[]> => {
      if (at === null || at === undefined) return []
      const person = people.find(({ id }) => id === by)
      const name = person && String(await vault.open(['staff', person.id, ''], person.name))
      return [{ step, at, ...(person && name ? { by: { role: person.role as Role, name } } : {}) }]
    }),
  )
  // Somebody may be met after they were taken away; ties stand as the steps do.
  return taken.flat().sort((one, other) => one.at - other.at)
}
