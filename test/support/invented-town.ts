/** A town with notices that the samples lack: long ones, one that will replace another, one of tomorrow. Built once for all files that ask. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import township from '#content/township.json' with { type: 'json' }
import { addDays, dayAt } from '#platform/clock.ts'
import { buildCopy, copySources } from './copy.ts'

/** Names the variable that holds the folder of the town, see site.ts. */
export const INVENTED = 'SHOUWANG_INVENTED'

const sentence = '进村请在卡点停一停，量个体温，说一声去哪家，几分钟就好。'
const shapes: Record<string, (signs: number) => string> = {
  paragraphs: (signs) => Array.from({ length: signs / 100 }, () => sentence.repeat(4).slice(0, 99)).join('。\n\n'),
  lists: (signs) =>
    Array.from({ length: signs / 100 }, (_, part) => `## 第${part}件\n\n${`- ${sentence}\n`.repeat(3)}`).join('\n'),
  one: (signs) => sentence.repeat(signs / sentence.length),
  phones: (signs) => `- 柳溪村值班室的电话0000-0000011，24小时有人接\n`.repeat(signs / 28),
}
const longest = Array.from({ length: 3 }, () => sentence.repeat(3).slice(0, 60))
const plain = { title: '进村请停一停', plain: ['请登记。'] }

/** Urgent notices in force, of 300, 1,000 and 3,000 signs; those ending in `-full` have the longest title and summary. */
export const posted = [300, 1000, 3000].flatMap((signs) =>
  Object.entries(shapes).flatMap(([shape, text]) => {
    const notice = { slug: `${shape}-${signs}`, body: text(signs) }
    const full = { ...notice, slug: `${notice.slug}-full`, title: plain.title.repeat(5), plain: longest }
    return signs === 1000 ? [{ ...notice, ...plain }] : [{ ...notice, ...plain }, full]
  }),
)

const day = (days: number) => addDays(dayAt(Date.now()), days)

/** Ordinary notices: the first is in force, and the second, still to come, replaces it. */
export const following = {
  market: { title: '赶集改时间', lines: [`published: ${day(-9)}`] },
  'market-in-winter': {
    title: '冬天的赶集时间',
    lines: [`published: ${day(1)}`, `from: ${day(3)}`, `until: ${day(9)}`, 'supersedes: [market]'],
  },
}

/** Goes out tomorrow, is urgent, replaces one of the samples, and the page on fever names it already. */
export const waiting = { slug: 'waiting-notice', title: '还没到时候' }

/** The folder of the sources, with `dist/` in it. Whoever comes first builds, the others wait. */
export async function inventedTown(): Promise<string> {
  const folder = process.env[INVENTED] ?? ''
  const [town, done] = [join(folder, 'town'), join(folder, 'done')]
  try {
    mkdirSync(town)
  } catch {
    while (!existsSync(done)) await setTimeout(250)
    const said = readFileSync(done, 'utf8')
    if (said) throw new Error(said)
    return town
  }
  copySources(town)
  write(town)
  const { status, said } = buildCopy(town)
  writeFileSync(done, status === 0 ? '' : said || 'the invented town was not built')
  if (status !== 0) throw new Error(said)
  return town
}

function write(town: string): void {
  const notice = (slug: string, title: string, lines: string[], body: string) =>
    writeFileSync(
      join(town, `content/notices/${slug}.md`),
      `---\ntitle: ${title}\nissuer: ${township.owner}\n${lines.join('\n')}\n---\n\n${body}\n`,
    )
  for (const { slug, title, plain, body } of posted) {
    const dates = ['docNo: 青疫指〔2026〕99号', 'writtenOn: 2026-11-20', 'published: 2026-11-20', 'level: urgent']
    notice(slug, title, [...dates, 'plain:', ...plain.map((line) => `  - ${line}`)], body)
  }
  for (const [slug, { title, lines }] of Object.entries(following))
    notice(slug, title, [`writtenOn: ${day(-10)}`, 'level: ordinary', 'plain: [请看时间。]', ...lines], '请看时间。')
  const tomorrow = [`writtenOn: ${day(1)}`, `published: ${day(1)}`, 'level: urgent']
  const replaces = 'supersedes: [2026-11-16-returnee-registration]'
  const { slug, title } = waiting
  notice(slug, title, [...tomorrow, replaces, `plain: [${title}。]`], `${title}。`)
  const fever = join(town, 'content/knowledge/fever.md')
  const text = readFileSync(fever, 'utf8')
  writeFileSync(fever, text.replace('related: [', `related: [notices/${slug}, `))
}
