/** Who is at the desk, as every guard, store and page knows them. */
import type { Permission, Role } from './roles.ts'

export interface Staff {
  id: string
  name: string
  role: Role
  /** Slugs of the villages whose records they see. */
  villages: readonly string[] | 'all'
}

/** Which villages a row of `staff` stands for: its own for a village's cadre, every one for the rest. */
export function villagesOf(role: Role, villages: string): Staff['villages'] {
  return role === 'village' ? villages.split(' ').filter(Boolean) : 'all'
}

/** Who looks at a page of the desk, and which of these they may do. */
export interface ViewOf<P extends Permission> {
  staff: Staff
  can: Record<P, boolean>
}
