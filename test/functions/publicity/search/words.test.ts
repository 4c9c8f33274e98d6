import { expect, it } from 'vitest'
import { othersFor, readWords } from '#publicity/search/words.ts'

it('finds other words of the same meaning, also within a longer one', () => {
  expect(othersFor('发烧')).toContain('发热')
  expect(othersFor('核酸')).toContain('检测')
  expect(othersFor('发烧门诊')).toContain('发热门诊')
  expect(othersFor('萝卜')).toEqual([])
})
it('knows what first letters stand for', () => {
  expect(othersFor('fx')).toContain('返乡')
  expect(othersFor('zyz')).toContain('志愿者')
})
it('never makes a query of hundreds', () => {
  const alike = [{ words: Array.from({ length: 50 }, (_, number) => `发热${number}`), initials: ['fr'] }]
  expect(othersFor('fr', alike)).toHaveLength(16)
})
it('names the row that is wrong', () => {
  expect(() => readWords([{ words: ['热'], initials: ['FR'] }])).toThrow(
    /content\/words\.json\n {2}0\.words\.0: .*\n {2}0\.initials\.0: /,
  )
})
