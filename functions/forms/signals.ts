/** What answers tell besides themselves: whom the clinic must hear of, and what a family wishes for. Judged here for every door, pure. */
import { township } from './township.ts'

/** The most urgent first. */
export type AlertKind = 'fever' | 'symptom' | 'rising'

const { feverCelsius, alertSymptoms } = township.observation

/** In tenths of a degree, as temperatures are kept. */
export const feverTenths = Math.round(feverCelsius * 10)

/** How one person said they are; 0 is who registered. No thermometer: no temperature. Symptoms: null where nobody said. */
interface Health {
  person: number
  temperature: number | null
  symptoms: string[] | null
}

/** One person of whom the clinic must hear. */
export interface Ring extends Health {
  kind: AlertKind
}

/** What a form makes of its answers, see `tells` there. */
export interface Told {
  health: Health[]
  wishes: string[]
}

interface Teller<Answers> {
  tells?(answers: Answers): Told
}

export interface Signals {
  rings: Ring[]
  /** What they would like help with, by the keys of the question. */
  wishes: string[]
}

/** What one person said rings for by itself; nothing where it does not. */
export function kindOf(temperature: number | null, symptoms: readonly string[] | null): AlertKind | '' {
  if (temperature !== null && temperature >= feverTenths) return 'fever'
  return symptoms?.some((symptom) => (alertSymptoms as string[]).includes(symptom)) ? 'symptom' : ''
}

/** What these answers tell; of a correction only what `before` did not tell already. */
export function signalsIn<Answers>(form: Teller<Answers>, answers: Answers, before?: Answers): Signals {
  const { health = [], wishes = [] } = form.tells?.(answers) ?? {}
  const known = before && signalsIn(form, before)
  const rings = health.flatMap((said): Ring[] => {
    const kind = kindOf(said.temperature, said.symptoms)
    return kind ? [{ ...said, kind }] : []
  })
  return {
    rings: rings.filter((ring) => !known?.rings.some((told) => JSON.stringify(told) === JSON.stringify(ring))),
    wishes: wishes.filter((wish) => !known?.wishes.includes(wish)),
  }
}

/** What they are told to do. */
export const callNow = '请现在打卫生院电话'

/** Whether whoever gave these answers should call the clinic now. */
export function isUrgent<Answers>(form: Teller<Answers>, answers: Answers): boolean {
  return signalsIn(form, answers).rings.length > 0
}
