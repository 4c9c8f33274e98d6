/** What a page of 报体温 says about each person, and what is wrong with it; pure. */
import type { NewEntry } from '#books/store/entry.ts'
import { type Care, care as careFields, type forAll, perPerson, said } from '#forms/check-in.ts'
import type { Field } from '#forms/field.ts'
import type { Errors } from '#forms/form.ts'
import type { Raw } from '#forms/page.ts'
import { type AlertKind, kindOf } from '#forms/signals.ts'
import type { Slot } from '#platform/calendar.ts'
import { sent } from '#web/sent.ts'

/** Of one person. No thermometer: no temperature. Symptoms: `[]` says there are none, null that nobody said. */
export interface Report {
  person: number
  temperature: number | null
  symptoms: string[] | null
  rings: AlertKind | ''
}

export interface Read {
  entries: Report[]
  /** Nobody said anything about them. */
  silent: number[]
  care?: Care
  errors: Errors
}

/** What is written of one page that was sent. */
export interface Sending {
  key: string
  place: Slot
  /** For which the rest is sealed: that of the page, from which the record may have moved since. */
  village: string
  /** Where the record has another one by now, only what rings is kept: the clinic hears of a fever, whoever has it. 0: all is kept. */
  revision: number
  entries: (Pick<Report, 'person' | 'temperature' | 'rings'> & { sealed: Uint8Array })[]
  /** What the family asks for besides. */
  wish?: NewEntry
  observedAt: number
  source: 'self' | 'proxy' | 'paper'
  /** The record under whose number it came, where that was put aside for this one. */
  via?: string
}

const context = { today: '' }

/** Reads what was typed about `people`, by their numbers. Entries hold whatever could be read, beside errors too. */
export function readPage(raw: Raw, people: readonly number[]): Read {
  const errors: Errors = {}
  const [well, noThermometer] = [ticked(raw, 'well'), ticked(raw, 'noThermometer')]
  const spoken = people.filter(
    (person) => noThermometer || typed(raw, `p${person}.temperature`) || symptomsIn(raw, person).length > 0,
  )
  // Nobody at all: then it is about everybody.
  const asked = spoken.length > 0 ? spoken : people
  const entries = asked.map((person) => {
    const symptoms = symptomsIn(raw, person)
    const path = `p${person}.temperature`
    const value = typed(raw, path)
    const temperature = value ? answerTo(perPerson.temperature, value, path, errors) : undefined
    if (!value && !noThermometer) errors[path] = said.temperature
    if (symptoms.length === 0 && !well) errors['well'] = said.unanswered
    const felt = symptoms.length > 0 ? symptoms : well ? [] : null
    return entryOf(person, temperature ?? null, felt)
  })
  if (well && asked.every((person) => symptomsIn(raw, person).length > 0)) errors['well'] = said.contradiction
  const known = new Set(people.map((person) => `p${person}`))
  const stranger = Object.keys(raw).find(
    (name) => /^p\d+\./.test(name) && !known.has(name.split('.')[0] ?? '') && typed(raw, name),
  )
  if (stranger) errors[`p${people[0]}.temperature`] ??= said.stranger
  const care = careIn(raw, errors)
  return { entries, silent: people.filter((person) => !asked.includes(person)), errors, ...(care ? { care } : {}) }
}

function entryOf(person: number, temperature: number | null, symptoms: string[] | null): Report {
  return { person, temperature, symptoms, rings: kindOf(temperature, symptoms) }
}

// A good mood and no wish are nobody's business, so they are not kept.
function careIn(raw: Raw, errors: Errors): Care | undefined {
  const mood = answerTo(careFields.mood, typed(raw, 'mood'), 'mood', errors)
  const help = raw['help']?.length ? answerTo(careFields.help, raw['help'], 'help', errors) : undefined
  const words = answerTo(careFields.words, typed(raw, 'words'), 'words', errors)
  const wants = [...(help ?? []), ...(ticked(raw, 'noThermometer') ? ['thermometer'] : [])]
  if ((!mood || mood === 'fine') && wants.length === 0 && !words) return undefined
  return { ...(mood ? { mood } : {}), ...(wants.length > 0 ? { help: wants } : {}), ...(words ? { words } : {}) }
}

function answerTo<Value>(field: Field<Value>, value: unknown, path: string, errors: Errors): Value | undefined {
  if (!value) return undefined
  const read = field.schema(context).safeParse(value)
  if (!read.success) errors[path] = read.error.issues[0]?.message ?? ''
  return read.data
}

function symptomsIn(raw: Raw, person: number): string[] {
  const known = Object.keys(perPerson.symptoms.choices ?? {})
  return known.filter((symptom) => raw[`p${person}.symptoms`]?.includes(symptom))
}

function ticked(raw: Raw, name: keyof typeof forAll): boolean {
  return sent(raw, name) === 'yes'
}

function typed(raw: Raw, path: string): string {
  return sent(raw, path).trim()
}
