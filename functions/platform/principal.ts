/** Who is at the desk, as every guard, store and page knows them. */
import type { Role } from './roles.ts'

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
