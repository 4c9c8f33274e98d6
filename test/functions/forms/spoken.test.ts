import { expect, it } from 'vitest'
import { observationRule, spokenTime } from '#forms/spoken.ts'
import { township } from '#forms/township.ts'

it.each([
  ['16:00', '下午4点'],
  ['11:30', '上午11点30分'],
  ['12:00', '中午12点'],
  ['00:00', '凌晨0点'],
  ['20:05', '晚上8点5分'],
])('%s is said %s', (time, said) => {
  expect(spokenTime(time)).toBe(said)
})

it("the rule's sentence carries the numbers of township.json", () => {
  expect(observationRule).toContain(`${township.observation.days}天`)
  expect(observationRule).toContain(spokenTime(township.observation.cutOff))
})
