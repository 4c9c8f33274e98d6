/** Every public text for the search. What stands later is newer to the search: what has no date holds now. */
import { forms } from '#books/index.ts'
import { asked, type Form } from '#forms/form.ts'
import { type Contact, township } from '#forms/township.ts'
import { dayAt } from '#platform/clock.ts'
import type { Page } from '#publicity/search/page.ts'
import { articlesIn } from './articles.ts'
import { asked as asking } from './asked.ts'
import { wordsOf } from './body.ts'
import { duties, dutyTexts } from './duties.ts'
import type { Said } from './entries/sort.ts'
import { lineOfArticle, lineOfNotice } from './lines.ts'
import { notices } from './notices.ts'

interface Source {
  agency: string
  title: string
}

/** What can be found. A new kind of public page gets a line here. */
export async function texts(): Promise<Page[]> {
  const dated = [...(await noticePages()), ...(await articlePages())]
  const byDay = dated.sort((a, b) => a.at - b.at).map(({ page }) => page)
  return [...byDay, ...dutyPages(), ...placePages(), ...fixedPages(), ...Object.values(forms).map(formPage)]
}

interface Dated {
  at: number
  page: Page
}

async function noticePages(): Promise<Dated[]> {
  return (await notices()).map((notice) => {
    const { data, entry, times } = notice
    const { href: path, title, badge, tone } = lineOfNotice(notice)
    const { published, from: starts, end, ending } = times
    const where = data.villages.map((village) => township.villages[village]?.name)
    const said = [...data.plain, data.audience, wordsOf(entry), data.repealed?.why]
    const small = [...data.corrections.map(({ what }) => what), ...data.attachments.map(({ title }) => title)]
    const text = lines(said, small, where, data.issuer, data.docNo, sourceLines(data.sources))
    const ends = Number.isFinite(end) ? { ends: end } : {}
    const { level, villages } = data
    const when = { day: dayAt(published), published, starts, ...ends, ending }
    return { at: published, page: { path, section: 'notices', title, text, badge, tone, ...when, level, villages } }
  })
}

async function articlePages(): Promise<Dated[]> {
  return (await articlesIn()).map((article) => {
    const { section, entry, before, after } = article
    const { href: path, title, badge, tone, date } = lineOfArticle(article)
    const text = lines(before, wordsOf(entry), after, sourceLines(entry.data.sources))
    return { at: date.getTime(), page: { path, section, title, text, badge, tone, day: dayOf(date) } }
  })
}

function dutyPages(): Page[] {
  const terms = duties.terms.map(({ term, meaning }) => ({ path: '/people/duties/', title: term, text: meaning }))
  // The group's name in each title would put a dozen duties before the page that answers.
  const rows = dutyTexts().map(({ path, title, text }) => {
    const number = path.replace(/\D/g, '')
    return { path, title: `谁负责：第 ${number} 条`, text: `${text}\n${title}` }
  })
  return [...terms, ...rows].map(({ path, title, text }) => bareOf('duties', path, title, [text]))
}

function placePages(): Page[] {
  const place = (path: string, { name, phone, hours, answers }: Contact, ...more: string[]): Page =>
    bareOf('places', path, name, [`电话${phone}`, hours, answers, ...more])
  const { commandPost, clinic, police } = township.contacts
  return [
    place('/people/#phones', { name: '急救', phone: '120', hours: '喘不上气、叫不醒，马上打', answers: '急救中心' }),
    ...[police, clinic, commandPost].map((contact) => place('/people/#phones', contact)),
    ...Object.entries(township.villages).map(([village, contact]) =>
      place(`/villages/${village}/`, contact, `${contact.groups}个村民小组`, '村委会电话，和本村有关的通知'),
    ),
  ]
}

function formPage({ slug, title, who, need, next, sections }: Form): Page {
  const questions = sections.flatMap(({ title, intro, fields }) => [
    title,
    intro,
    ...asked(fields).flatMap(([, { label, hint, choices }]) => [label, hint, ...Object.values(choices ?? {})]),
  ])
  return bareOf('forms', `/forms/${slug}/`, title, [who, need, ...next, ...questions])
}

// What can be done is found by what it is called, whichever page does it.
function fixedPages(): Page[] {
  const own = (title: string, ...said: string[]) => bareOf('forms', '/my/', title, said)
  return [
    bareOf(
      'places',
      '/people/',
      '打电话找谁',
      asking.map(({ question, answer }) => `${question}：${answer}`),
    ),
    bareOf('forms', '/privacy/', '个人信息怎么用', [
      '谁收，为什么收，收哪些，谁能看，怎么存，留多久，您能做什么。',
      '隐私：不收身份证号，不收门牌号，不定位，不看通讯录。不公布名单，不发到微信群。',
    ]),
    own(
      '更正登记，改到家日期、改电话',
      '用登记号打开自己的登记，改到家日期、改电话、改同行的人。',
      '登记填错了，打开就能改。',
    ),
    own('撤回登记', '用登记号打开自己的登记，不登记了可以撤回，也可以把自己的信息拿走一份。'),
    own('登记号丢了', '登记号找不到了，忘了，带上身份证件到村委会，或者打电话。'),
    own('我的登记', '用登记号打开自己的登记，可以查看、更正、撤回。', '用的是别人的手机，可以清除这台手机上的记录。'),
    bareOf('forms', '/my/check-in', '报体温', [
      '观察的人每天量体温，在这里填，全家一次报完。',
      '体温上报、补报、报错了改，都在这里。',
    ]),
  ]
}

function bareOf(section: Page['section'], path: string, title: string, said: Said[]): Page {
  return { path, section, title, text: lines(...said), badge: '', tone: 'ordinary' }
}

// One thought a line, so that a search does not read over the end of one into the next.
function lines(...said: Said[]): string {
  return said
    .flat(3)
    .filter((line) => typeof line === 'string' && line !== '')
    .join('\n')
}

function sourceLines(sources: Source[]): string[] {
  return sources.map(({ agency, title }) => `依据：${agency}《${title}》`)
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10)
}
