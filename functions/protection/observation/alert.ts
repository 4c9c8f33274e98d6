/** When the clinic must hear of a check-in, and when to measure once more; pure, every number from the township's file. */
import { feverTenths } from '#forms/signals.ts'
import { township } from '#forms/township.ts'

const { rising, again } = township.observation
const tenths = (celsius: number) => Math.round(celsius * 10)

/** In tenths of a degree, as temperatures are kept. */
export const limits = {
  fever: feverTenths,
  low: tenths(again.belowCelsius),
  jump: tenths(again.jumpCelsius),
  /** So many rises in a row, each at least this much; SQL looks for them, because it knows the values before. */
  rises: rising.times,
  rise: tenths(rising.celsius),
}

/** Whether values in the order of their slots end in a rise that rings. */
export function isRising(values: readonly number[]): boolean {
  const last = values.slice(-limits.rises - 1)
  return (
    last.length === limits.rises + 1 && last.every((value, i) => i === 0 || value - (last[i - 1] ?? 0) >= limits.rise)
  )
}

/** Whether to measure once more: a fever, too low to be true, or far from the value before. It was kept all the same. */
export function worthRepeating(temperature: number | null, before: number | null): boolean {
  if (temperature === null) return false
  const jumped = before !== null && Math.abs(temperature - before) >= limits.jump
  return temperature >= limits.fever || temperature < limits.low || jumped
}
