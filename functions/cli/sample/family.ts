/** Invented families, as they would fill in the form: names and numbers that nobody has, the same for the same seed. */
import words from '#content/sample.json' with { type: 'json' }
import type { Raw } from '#forms/page.ts'
import { township } from '#forms/township.ts'
import { type Day, weekdayOf } from '#platform/clock.ts'

/** Numbers from 0 to 1. */
export type Random = () => number

export function one<T>(random: Random, of: readonly T[]): T {
  const found = of[Math.floor(random() * of.length)]
  if (found === undefined) throw new Error('nothing to choose from')
  return found
}

/** The n-th of the ten thousand mobile numbers that nobody has. */
function mobile(n: number): string {
  return `1000000${String(n % 10_000).padStart(4, '0')}`
}

/** Fields of 返乡登记 for a family that comes to `village` on `arrival`; `n` gives it a number of its own. */
export function returning(random: Random, n: number, village: string, arrival: Day): Raw {
  const surname = one(random, words.surnames)
  const [province = '', city = ''] = one(random, words.places)
  const sick = random() < 0.06
  const raw: Record<string, string> = {
    filledBy: random() < 0.7 ? 'self' : 'family',
    name: surname + one(random, words.names),
    phone: mobile(n),
    'home.village': village,
    'home.group': String(1 + Math.floor(random() * (township.villages[village]?.groups ?? 1))),
    stay: one(random, ['own', 'own', 'own', 'relatives', 'rented']),
    'from.province': province,
    'from.city': city,
    arrival,
    // Trains are full at the end of a week.
    transport: weekdayOf(arrival) % 6 === 0 ? 'train' : one(random, ['train', 'coach', 'car', 'shared']),
    symptoms: sick ? one(random, ['fever', 'cough']) : 'none',
    temperature: sick ? '37.6' : (36.1 + Math.floor(random() * 9) / 10).toFixed(1),
    vaccination: one(random, ['booster', 'booster', 'some', 'unsure']),
    help: one(random, ['none', 'none', 'none', 'supplies', 'medicine', 'care']),
    consent: 'yes',
    consentSensitive: 'yes',
    ...relatives(random, surname),
  }
  return Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, [value]]))
}

function relatives(random: Random, surname: string): Record<string, string> {
  const count = Math.floor(random() * 4)
  const kinds = [
    { relation: 'spouse', age: 'adult', surname: one(random, words.surnames) },
    { relation: 'child', age: 'under14', surname },
    { relation: 'parent', age: 'elder', surname },
  ]
  const rows = kinds.slice(0, count).flatMap(({ relation, age, surname: name }, row) => [
    [`family.${row}.name`, name + one(random, words.names)],
    [`family.${row}.relation`, relation],
    [`family.${row}.age`, age],
  ])
  return { ...Object.fromEntries(rows), ...(count > 1 ? { guardian: 'yes' } : {}) }
}

/** Fields of 志愿者报名. */
export function volunteering(random: Random, n: number, village: string): Raw {
  return {
    name: [one(random, words.surnames) + one(random, words.names)],
    phone: [mobile(n)],
    'home.village': [village],
    adult: ['yes'],
    identity: [one(random, ['villager', 'member', 'retired', 'student'])],
    work: [one(random, ['duty', 'gate', 'delivery', 'comfort'])],
    team: [one(random, ['service', 'patrol', 'none'])],
    times: [one(random, ['weekdayMorning', 'weekendAfternoon'])],
    consent: ['yes'],
  }
}
