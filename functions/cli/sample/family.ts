/** Invented families, as they would fill in the forms: names and numbers that nobody has; whatever else is asked, the form answers. */
import words from '#content/sample.json' with { type: 'json' }
import { check } from '#forms/check.ts'
import { type Chance, oneOf } from '#forms/field.ts'
import { type Form, fieldsOf } from '#forms/form.ts'
import { flatten, type Raw } from '#forms/page.ts'
import { sample, sampleOf } from '#forms/sample.ts'
import { township } from '#forms/township.ts'
import { type Day, dayAt } from '#platform/clock.ts'

/** The n-th of the ten thousand mobile numbers that nobody has. */
function mobile(n: number): string {
  return `1000000${String(n % 10_000).padStart(4, '0')}`
}

/** Fields of `form`, 返乡登记, for a family that comes to `village` on `arrival`; `n` gives it a number of its own. */
export function returning(form: Form, random: Chance, n: number, village: string, arrival: Day): Raw {
  const surname = oneOf(random, words.surnames)
  const [province = '', city = ''] = oneOf(random, words.places)
  const sick = random() < 0.06
  return filled(form, random, {
    filledBy: random() < 0.7 ? 'self' : 'family',
    name: nameOf(random, surname),
    phone: mobile(n),
    home: { village, group: 1 + Math.floor(random() * (township.villages[village]?.groups ?? 1)) },
    from: { province, city },
    arrival,
    symptoms: [sick ? oneOf(random, ['fever', 'cough']) : 'none'],
    temperature: sick ? '37.6' : (36.1 + Math.floor(random() * 9) / 10).toFixed(1),
    family: relatives(form, random, surname),
  })
}

function relatives(form: Form, random: Chance, surname: string): object[] {
  const fields = fieldsOf(form)['family']?.fields ?? {}
  const kinds = [
    { relation: 'spouse', age: 'adult', surname: oneOf(random, words.surnames) },
    { relation: 'child', age: 'under14', surname },
    { relation: 'parent', age: 'elder', surname },
  ]
  return kinds.slice(0, Math.floor(random() * 4)).map(({ relation, age, surname: own }) => ({
    ...sampleOf(fields, { today: dayAt(Date.now()) }, random),
    ...{ name: nameOf(random, own), relation, age },
  }))
}

/** Fields of any other form of the public: who it is, and where. */
export function writing(form: Form, random: Chance, n: number, village: string): Raw {
  const own = { name: nameOf(random, oneOf(random, words.surnames)), phone: mobile(n), home: { village } }
  const fields = fieldsOf(form)
  return filled(form, random, Object.fromEntries(Object.entries(own).filter(([name]) => name in fields)))
}

// What nobody says here, the form itself knows, so that a new question is answered as well.
function filled(form: Form, random: Chance, said: Record<string, unknown>): Raw {
  const context = { today: dayAt(Date.now()) }
  const { answers, errors } = check(form, { ...sample(form, context, random), ...said }, context)
  if (!answers) throw new Error(`not a right ${form.slug}: ${JSON.stringify(errors)}`)
  return flatten(form, answers)
}

function nameOf(random: Chance, surname: string): string {
  return surname + oneOf(random, words.names)
}
