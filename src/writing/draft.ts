/** `npm run new`: a first version of a text that passes the check as it stands, each field explained where it is filled in. */
import { dayAt } from '#platform/clock.ts'
import { type Section, sectionNames, sections } from '../content/sections.ts'
import { quoted, unwritten } from './blank.ts'

export interface Draft {
  section: Section
  slug: string
  text: string
}

/** A draft, or how the command is used; `taken` says which slugs of a section exist. */
export function draft(
  words: string[],
  now: number,
  taken: (section: Section, slug: string) => boolean,
): Draft | string {
  const [kind = '', title = '', wanted] = words
  const section = sectionNames.find((name) => sections[name].one === kind)
  if (!section || !title.trim()) return usage
  const today = dayAt(now)
  const slug = wanted ? named(section, today, wanted) : numbered(section, today, taken)
  const { front, body } = sections[section]
  return { section, slug, text: `---\n${front(quoted(title.trim()), today)}---\n\n${body}` }
}

const kinds = Object.values(sections).map(({ one, name }) => `${one}（${name}）`)
const usage = [
  '这样写：npm run new -- notice "标题" 文件名',
  `第一个词是 ${kinds.slice(0, -1).join('、')}或 ${kinds.at(-1)}。文件名用小写字母、数字和短横线，可以不写。`,
].join('\n')

/** What is said once the file is there. */
export function next(file: string, section: Section): string {
  const when =
    section === 'notices' ? 'published 先写成了明天早上 8 点，发布前请改成要发布的时间。' : '写好以前先不要发布。'
  return `写好了 ${file}。把“${unwritten}”的地方写完，再用 npm start 检查、看一看；${when}`
}

export const exists = (file: string) => `${file} 已经有了，没有动它。请换一个文件名。`

// A notice is filed under its day; a piece of knowledge has a name and no day.
function named(section: Section, today: string, wanted: string): string {
  return section === 'notices' && !/^\d{4}-/.test(wanted) ? `${today}-${wanted}` : wanted
}

function numbered(section: Section, today: string, taken: (section: Section, slug: string) => boolean): string {
  for (let number = 1; ; number++) if (!taken(section, `${today}-${number}`)) return `${today}-${number}`
}
