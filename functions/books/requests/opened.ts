/** A request with its words in the clear, for its holder or for the desk that looks at it. */
import type { Day } from '#platform/clock.ts'
import type { Vault } from '#platform/vault.ts'
import type { RequestKind } from './asked.ts'
import type { Request } from './store.ts'

export interface OpenedRequest {
  number: string
  kind: RequestKind
  state: Request['state']
  text: string
  answer: string
  madeAt: number
  due: Day
  /** Nobody answered in time. */
  overdue: boolean
  answeredAt?: number
  /** Of who answered. */
  role?: string
}

/** Words are empty where none were said, or where they were destroyed with the record. */
export async function openRequest(vault: Vault, request: Request, today: Day): Promise<OpenedRequest> {
  const { id, submission, number, kind, state, due, made_at: madeAt, answered_at: answeredAt, role } = request
  const words = async (table: string, sealed: Request['sealed']) =>
    sealed ? String(await vault.open([table, id, submission], sealed)) : ''
  return {
    number,
    kind,
    state,
    text: await words('request', request.sealed),
    answer: await words('request-answer', request.answer),
    madeAt,
    due,
    overdue: state === 'open' && due < today,
    ...(answeredAt && role ? { answeredAt, role } : {}),
  }
}
