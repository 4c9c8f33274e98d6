import { describe, expect, it } from 'vitest'
import { runsOf } from '#publicity/search/grams.ts'
import { soundingIn, spelledAs } from '#publicity/search/sounds.ts'
import { unitsOf } from '#publicity/search/units.ts'

function about(...words: string[]) {
  return unitsOf(words)
    .filter(({ whole }) => !whole)
    .map(({ word }) => word)
}

describe('a whole question is about', () => {
  it.each([
    ['what is known in it, without the words of asking', '孩子发烧了咋办', ['孩子', '发烧']],
    ['the longer of two words', '居家观察能不能出门', ['居家观察', '出门']],
    ['a village without its last character', '柳溪有没有集市', ['柳溪', '集市']],
    ['the word that sounds so', '返香登记', ['返乡', '返香', '登记']],
    ['what is spelled as it is said, with n for ng and s for sh', 'tinsui', ['停水']],
    ['the figures of a number in characters', '打一一零', ['打', '110']],
    ['pairs of what nobody knows', '古树名木', ['古树名木', '古树', '树名', '名木']],
  ])('%s', (_, question, words) => {
    expect(about(question)).toEqual(words)
  })
  it('the word that its pinyin spells, with gaps or without', () => {
    expect(about('fashao')).toEqual(['发烧'])
    expect(about('fa', 'shao')).toEqual(['发烧'])
  })
  it('never more than a request may ask for', () => {
    expect(unitsOf(['发热咳嗽返乡登记口罩洗手通风疫苗停水卡口酒席集市']).length).toBeLessThanOrEqual(9)
  })
})

describe('sounds', () => {
  it('letters that are no syllables are no pinyin', () => {
    expect([spelledAs('asdf'), spelledAs('xyz'), spelledAs('fa')]).toEqual([[], [], []])
  })
  it('letters are read in each way they can be', () => {
    expect(spelledAs('fangan')).toEqual([['fanan'], ['fangan']])
  })
  it('finds in a text what sounds so', () => {
    expect(soundingIn('多喝水，发烧打电话', [['fasao']])).toBe('发烧')
    expect(soundingIn('多喝水', [['fasao']])).toBeUndefined()
  })
})

it('traditional characters are read as simple ones', () => {
  expect(runsOf('發燒，隔離體溫')).toEqual(['发烧', '隔离体温'])
})
