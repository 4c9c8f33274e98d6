import { describe, expect, it } from 'vitest'
import { gramsOf, phraseOf, runsOf } from '#publicity/search/grams.ts'
import { marked, snippet } from '#publicity/search/marks.ts'
import { queryIn, wordsOf } from '#publicity/search/query.ts'

describe('a text', () => {
  it.each([
    ['发热了', '发热 热了 了'],
    ['发热，咳嗽', '发热 热 咳嗽 嗽'],
    ['37.3 ℃', '37 73 3c c'],
    ['电话0000-0000002', '电话 话0 00 00 00 00 00 00 00 00 00 02 2'],
    ['５Ｇ 基站', '5g g基 基站 站'],
    ['𫠣村', '𫠣村 村'],
    ['😀“”', ''],
  ])('%s is cut into pairs, and the last character of each run', (text, grams) => {
    expect(gramsOf(text)).toBe(grams)
  })
  it('joins what a space or a dash divides, and divides where a thought ends', () => {
    expect(runsOf('观察 14 天。Covid-19（新冠）')).toEqual(['观察14天', 'covid19', '新冠'])
  })
  it('a word is a phrase of its pairs, and one character a beginning', () => {
    expect([phraseOf('卫生院'), phraseOf('水')]).toEqual(['"卫生 生院"', '"水" *'])
  })
})

describe('a question', () => {
  it('is cut at spaces and where a thought ends', () => {
    expect(wordsOf(' 发烧　怎么办？电话 ')).toEqual({ words: ['发烧', '怎么办', '电话'], cut: false })
  })
  it('keeps its first sixty letters and its first eight words, and says that it was cut', () => {
    expect(wordsOf('长'.repeat(61))).toEqual({ words: ['长'.repeat(60)], cut: true })
    expect(wordsOf('一 二 三 四 五 六 七 八 九')).toMatchObject({ words: [...'一二三四五六七八'], cut: true })
  })
  it('takes from an address only what is a value of ours', () => {
    const wild = new URLSearchParams('q=%ff&in=x&village=constructor&level=1&now=yes&page=-1')
    expect(queryIn(wild)).toEqual({
      q: '\ufffd',
      in: undefined,
      village: undefined,
      level: undefined,
      now: false,
      page: 1,
    })
    const right = new URLSearchParams('in=notices&village=liuxi&level=urgent&now=1&page=3')
    expect(queryIn(right)).toEqual({ q: '', in: 'notices', village: 'liuxi', level: 'urgent', now: true, page: 3 })
  })
})

describe('a hit', () => {
  it('is marked where it stands, signs between its letters included', () => {
    const parts = marked('体温到３７.３ ℃就打电话', ['373', '电话'])
    expect(parts.filter(({ hit }) => hit).map(({ text }) => text)).toEqual(['３７.３', '电话'])
    expect(parts.map(({ text }) => text).join('')).toBe('体温到３７.３ ℃就打电话')
  })
  it('marks words that overlap once', () => {
    expect(marked('居家观察', ['居家观察', '观察'])).toEqual([{ text: '居家观察', hit: true }])
  })
  it('is shown with the words around it', () => {
    const parts = snippet(`${'前'.repeat(100)}发热${'后'.repeat(100)}`, ['发热'])
    const text = parts.map(({ text }) => text).join('')
    expect(text.startsWith(`…${'前'.repeat(30)}发热后`) && text.endsWith('…')).toBe(true)
    expect(text.length).toBeLessThan(70)
  })
  it('is shown from where its sentence begins, where that is near', () => {
    const [before] = snippet(`${'前'.repeat(100)}。家里有人发热，先打电话。`, ['发热'])
    expect(before).toEqual({ text: '家里有人', hit: false })
  })
  it.each([
    ['0000-0000002', '0000-0000003'],
    ['１０００００００００１', '10000000002'],
    ['2020-02-03', '37.3'],
  ])('cuts neither %s nor %s in two', (before, after) => {
    for (let shift = 0; shift < 20; shift += 1) {
      const text = `${'前'.repeat(100)}${before}${'中'.repeat(15 + shift)}发热${'中'.repeat(40 - shift)}${after}${'后'.repeat(100)}`
      const shown = snippet(text, ['发热'])
      expect(shown).toContainEqual({ text: '发热', hit: true })
      const numbers = shown.flatMap(({ text }) => text.match(/[\d０-９.-]+/g) ?? [])
      expect([[], [before], [after], [before, after]]).toContainEqual(numbers)
    }
  })
  it('cuts no character in two', () => {
    const text = snippet(`${'𫠣'.repeat(100)}发热${'𫠣'.repeat(100)}`, ['发热'])
    expect(
      text
        .map(({ text }) => text)
        .join('')
        .isWellFormed(),
    ).toBe(true)
  })
})
