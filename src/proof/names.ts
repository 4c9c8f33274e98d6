/** File names: they are the addresses of pages, so they stay short, plain and single. */
import type { Mistake } from './mistake.ts'

/** Second parts of addresses that the sections themselves use. */
const reserved = ['month', 'months', 'feed', 'index', 'in-force', 'topic', 'for', 'verdict']

/** What is wrong with the names of a section's files. */
export function wrongNames(section: string, names: string[]): Mistake[] {
  const bySlug = Map.groupBy(names, (name) => name.replace(/\.\w+$/, '').toLowerCase())
  const about = (name: string, what: string) => ({ file: `content/${section}/${name}`, line: 1, field: '文件名', what })
  return [...bySlug].flatMap(([slug, alike]) =>
    alike.flatMap((name) => [
      ...(!name.endsWith('.md') ? [about(name, '这里只放 .md 文件，这个文件不会出现在网站上')] : []),
      ...(name.endsWith('.md') && !/^[a-z0-9]+(-[a-z0-9]+)*\.md$/.test(name)
        ? [about(name, '只能用小写字母 a–z、数字和短横线 -，比如 2026-11-16-returnee.md')]
        : []),
      ...(reserved.includes(slug) ? [about(name, `${slug} 是网站自己要用的地址，请换一个名字`)] : []),
      ...alike
        .filter((other) => other !== name)
        .map((other) => about(name, `和 ${other} 的网址相同，请改掉其中一个的名字`)),
    ]),
  )
}
