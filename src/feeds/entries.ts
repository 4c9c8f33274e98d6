/** The entries of the site as items of feeds: what a section says, and what concerns a village. */
import { township } from '#forms/township.ts'
import { startOf } from '#platform/clock.ts'
import { articlesIn } from '../content/articles.ts'
import { levels } from '../content/entries/notice.ts'
import { type Notice, notices } from '../content/notices.ts'
import { isArticle, type Section, sections } from '../content/sections.ts'
import { builtAt } from '../page/built.ts'
import { beginning, end } from '../words/moments.ts'
import { type Feed, type Item, newest } from './feed.ts'

/** The feed of a section; `format` is how its address ends. */
export async function feedOf(section: Section, format: 'xml' | 'json'): Promise<Feed> {
  const { title, blurb } = sections[section]
  return feed(`${township.name}${title}`, blurb, `/${section}/`, format, await itemsOf(section))
}

/** The feed of a village: its own notices and those for everybody. */
export async function feedOfVillage(village: string, format: 'xml' | 'json'): Promise<Feed> {
  const name = `${township.name}${township.villages[village]?.name}`
  const concerning = (await notices()).filter(
    ({ data }) => data.villages.length === 0 || data.villages.includes(village),
  )
  return feed(`${name}通知`, `${name}和全镇的通知。`, `/villages/${village}/`, format, newestOf(concerning))
}

function feed(title: string, subtitle: string, page: string, format: string, items: Item[]): Feed {
  const mark = township.sample ? '示例：' : ''
  const self = `${page}feed.${format}`
  return { title: mark + title, subtitle: mark + subtitle, page, self, items }
}

async function itemsOf(section: Section): Promise<Item[]> {
  if (!isArticle(section)) return newestOf(await notices())
  const all = (await articlesIn(section)).map(({ href, on, feed }) => ({
    ...{ href, updated: midnight(on), author: township.owner },
    ...feed,
  }))
  return newest(all, builtAt)
}

// Chosen before they are put into words, of which there may be ten thousand.
function newestOf(all: Notice[]): Item[] {
  const dated = all.map((notice) => ({ notice, published: notice.times.published, updated: notice.times.published }))
  return newest(dated, builtAt).map(({ notice }) => itemOfNotice(notice))
}

function itemOfNotice({ href, data, times }: Notice): Item {
  const corrected = data.corrections.map(({ on }) => midnight(on)).filter((at) => at <= builtAt)
  const until = data.until === undefined ? '' : `，到${end(data.until, times.from)}`
  const repealed = data.repealed ? `${beginning(data.repealed.at)}起废止：${data.repealed.why}` : ''
  return {
    title: levels[data.level] ? `${levels[data.level]}：${data.title}` : data.title,
    href,
    published: times.published,
    updated: Math.max(times.published, ...corrected),
    summary: `${data.plain.join('')}${beginning(times.from)}起有效${until}。${repealed}`,
    author: data.issuer,
    tags: data.villages.length > 0 ? data.villages.map((slug) => township.villages[slug]?.name ?? slug) : ['全镇'],
  }
}

function midnight(day: Date): number {
  return startOf(day.toISOString().slice(0, 10))
}
