/** What somebody types on the page, and what can be read of it. */
import type { Raw } from '#forms/page.ts'
import type { Family, Said } from './family.ts'
import type { World } from './world.ts'

const SYMPTOMS = ['fever', 'cough', 'breathless', 'chest', 'other']
const TYPOS = ['45', '3.65', '三十七', '22.1']
let sayings = 0

/** Fills in a page for `people`; `careful` after a page that was not right. */
export function filled(world: World, family: Family, people: number[], careful: boolean): { said: Said; raw: Raw } {
  const raw: Raw = {}
  const without = world.chance(0.03)
  const alone = people.length > 1 && !without && world.chance(0.06)
  const spoken = alone ? [world.one(people)] : people
  const typo = !careful && !without && world.chance(0.05) ? world.one(spoken) : undefined
  const entries = spoken.map((person) => {
    const ill = world.chance(0.06) ? [world.one(SYMPTOMS)] : []
    if (ill.length > 0) raw[`p${person}.symptoms`] = ill
    const tenths = without ? null : measured(world, family, person)
    if (tenths !== null) raw[`p${person}.temperature`] = [person === typo ? world.one(TYPOS) : (tenths / 10).toFixed(1)]
    return { person, temperature: person === typo ? null : tenths, symptoms: ill }
  })
  const healthy = entries.some(({ symptoms }) => symptoms.length === 0)
  const unanswered = healthy && !careful && world.chance(0.03)
  if (healthy && !unanswered) raw['well'] = ['yes']
  if (without) raw['noThermometer'] = ['yes']
  const low = world.chance(0.05)
  if (low) raw['mood'] = ['low']
  const told = entries.map((entry) => ({
    ...entry,
    symptoms: unanswered && entry.symptoms.length === 0 ? null : entry.symptoms,
  }))
  sayings += 1
  return { said: { id: sayings, entries: told, wrong: typo !== undefined || unanswered, care: low || without }, raw }
}

// Often at the threshold itself, and often a little above the value before.
function measured(world: World, family: Family, person: number): number {
  const fate = world.random()
  if (fate < 0.03) return 373
  if (fate < 0.06) return 372
  if (fate < 0.08) return world.between(374, 400)
  const last = family.rows.findLast((row) => row.person === person && row.temperature !== null)?.temperature
  if (last && last < 390 && fate < 0.25) return last + world.one([2, 3, 3, 4])
  return world.between(361, 370)
}
