/** What a family asked for, in words. */
import { type Care, care, forAll } from '#forms/check-in.ts'

/** `kept` is what a check-in sealed; of what was not said, the words are empty. */
export function said(kept: unknown): { mood: string; help: string; words: string } {
  const { mood, help = [], words = '' } = (kept ?? {}) as Care
  // Who has no thermometer asks for one by saying so.
  const known = help.filter((each) => Object.hasOwn(care.help.choices ?? {}, each))
  const wishes = known.length > 0 ? [care.help.show(known as never[])] : []
  if (help.includes('thermometer')) wishes.push(forAll.noThermometer.label)
  return { mood: mood ? care.mood.show(mood as never) : '', help: wishes.join('、'), words }
}
