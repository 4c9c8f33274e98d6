/** Whom to call: every duty is kept with who answers for it, every number dials what it prints. */
import { describe, expect, it } from 'vitest'
import said from '#content/duties.json' with { type: 'json' }
import { readTownship, township } from '#forms/township.ts'
import { allDuties, answering, dutyTexts, readDuties } from '#src/content/duties.ts'
import { staticPages } from '../support/static-pages.ts'

const pages = new Map(staticPages().map(({ path, html }) => [path, html]))
const page = (path: string) => pages.get(path) ?? ''
const villages = Object.entries(township.villages)
const contacts = [...Object.values(township.contacts), ...villages.map(([, village]) => village)]

// Counted from the source by hand, apart from content/duties.json: 15 roles with 73 mentions, 13 offices with 54.
const roles = {
  各行政村党组织书记: [1, 2, 4, 6, 7, 8, 9, 12, 13, 15, 19, 20, 21, 22, 26],
  驻村第一书记: [1, 6, 10, 14, 20, 21, 22, 23, 26, 27],
  包村干部: [1, 2, 4, 8, 9, 12, 13, 21, 22],
  包片领导: [1, 2, 3, 4, 8, 9, 12, 13],
  卫生院院长: [5, 7, 11, 15, 19, 20, 24, 25],
  派出所所长: [5, 7, 15, 17, 18, 19, 25],
  镇疫情防控指挥部成员: [16, 28, 29, 30, 31],
  各站所长: [1, 2, 3],
  畜牧站站长: [17, 25],
  农业站站长: [5],
  财政所所长: [25],
  农经站站长: [25],
  宣传委员: [26],
  村党组织书记: [32],
  政府秘书: [33],
}
const offices = {
  各行政村: [1, 2, 4, 6, 7, 8, 9, 10, 12, 13, 14, 15, 19, 20, 21, 22, 23, 26, 27, 32],
  卫生院: [4, 7, 11, 15, 19, 20, 24, 25],
  派出所: [4, 7, 15, 17, 18, 19, 25],
  镇党办: [28, 29, 30, 31],
  镇疫情防控指挥部办公室: [1, 2, 3],
  各站所: [1, 2, 3],
  畜牧站: [17, 25],
  财政所: [25, 33],
  相关站所: [5],
  镇疫情防控指挥部成员单位: [16],
  农经站: [25],
  党办: [26],
  镇纪委: [28],
}

function counted(kind: 'roles' | 'offices'): Record<string, number[]> {
  return Object.fromEntries(answering(kind).map(({ name, duties }) => [name, duties.map(({ number }) => number)]))
}

/** The text of `html`, of a whole page only its main part, as it is read: without tags. */
function text(html: string): string {
  const main = html.split(/<main[^>]*>/).at(-1) ?? ''
  return main.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ')
}

describe('the 33 duties', () => {
  it('name 15 roles 73 times and 13 offices 54 times, each where the source does', () => {
    expect(counted('roles')).toEqual(roles)
    expect(counted('offices')).toEqual(offices)
    expect([Object.keys(roles).length, Object.values(roles).flat().length]).toEqual([15, 73])
    expect([Object.keys(offices).length, Object.values(offices).flat().length]).toEqual([13, 54])
    expect(allDuties.map(({ number }) => number)).toEqual(Array.from({ length: 33 }, (_, index) => index + 1))
  })
  it('stand on their page, one row each, with every role and office', () => {
    const rows = [...page('/people/duties/').matchAll(/<tr id="duty-(\d+)">(.*?)<\/tr>/gs)]
    expect(rows.map(([, number]) => Number(number))).toEqual(allDuties.map(({ number }) => number))
    for (const [index, [, , row = '']] of rows.entries()) {
      const { text: words, roles, offices } = allDuties[index] ?? { text: '', roles: [], offices: [] }
      expect(text(row)).toContain(words)
      expect(text(row)).toContain(`责任人：${roles.join('、')}责任单位：${offices.join('、')}`)
    }
  })
  it.each([
    ['role', roles],
    ['office', offices],
  ] as const)('are gathered by %s, all of them', (slug, expected) => {
    const sections = page(`/people/duties/by-${slug}/`).match(/<section>.*?<\/section>/gs) ?? []
    const found = sections.map((section) => [
      /<h2>([^<]+?)\s*</.exec(section)?.[1],
      [...section.matchAll(/#duty-(\d+)"/g)].map(([, number]) => Number(number)),
    ])
    expect(Object.fromEntries(found)).toEqual(expected)
  })
  it('are given to the search with the anchor of their row', () => {
    const texts = dutyTexts()
    expect(texts).toHaveLength(33)
    for (const { path } of texts) {
      const [address = '', anchor] = path.split('#')
      expect(page(address)).toContain(`id="${anchor}"`)
    }
    expect(texts[12]?.text).toMatch(/两次体温.*包片领导、包村干部、各行政村党组织书记.*各行政村/)
  })
  it('promise, and neither threaten nor rank', () => {
    expect(allDuties.map((each) => each.text).join('')).not.toMatch(/强制|严厉|打击|处分|问责|严禁|禁止|排名|考核|！/)
  })
  it('are refused by number and field where one is wrong, missing or written twice', () => {
    const wrong = structuredClone(said)
    const [first, second] = wrong.groups
    if (!first?.duties[0] || !second?.duties[0]) throw new Error('there are groups')
    first.duties[0].roles = []
    second.duties[0].number = 3
    expect(() => readDuties(wrong)).toThrow(/content\/duties\.json[\s\S]*第 1 条 roles: 至少写一位责任人/)
    first.duties[0].roles = ['包片领导']
    expect(() => readDuties(wrong)).toThrow(/第 2 条写了 0 次[\s\S]*第 3 条写了 2 次/)
    expect(() => readDuties({ ...said, call: { ...said.call, 包片领导: undefined } })).toThrow(/call\.包片领导: /)
  })
})

describe('the numbers', () => {
  it('each stand on the page of people with hours and the role that picks up, before anything else', () => {
    const [before = '', rest] = page('/people/').split('谁管什么事')
    const numbers = text(before)
    for (const { name, hours, answers, phone } of contacts) {
      expect(numbers).toContain(`${name} ${phone}`)
      expect(numbers).toContain(`${hours} 接电话：${answers}`)
    }
    expect(rest).toContain('href="/people/duties/"')
  })
  it.each(villages)('of %s stands on its page with hours, role, groups and the town', (slug, village) => {
    const html = page(`/villages/${slug}/`)
    const words = text(html)
    for (const part of [village.hours, village.answers, `${village.groups}个村民小组`]) expect(words).toContain(part)
    for (const { phone } of [village, ...Object.values(township.contacts)]) {
      expect(html).toContain(`href="tel:${phone.replace('-', '')}"`)
    }
    expect(page('/villages/')).toContain(`href="/villages/${slug}/"`)
  })
  it('dial what they print, on every page', () => {
    const links = [...pages.values()].flatMap((html) => [
      ...html.matchAll(/<a\b[^>]*href="tel:([^"]*)"[^>]*>(.*?)<\/a>/gs),
    ])
    expect(links.length).toBeGreaterThan(150)
    expect(links.filter(([, dialled, printed = '']) => text(printed).replace(/\D/g, '') !== dialled)).toEqual([])
  })
  it('must say who picks up', () => {
    const { answers: _, ...clinic } = township.contacts.clinic
    const wrong = { ...township, contacts: { ...township.contacts, clinic } }
    expect(() => readTownship(wrong)).toThrow(/contacts\.clinic\.answers: /)
  })
})
