/** The three sections of the site, and their entries as a list shows them. */
import { getCollection } from 'astro:content'

export const sections = {
  notices: { title: '通知公告', blurb: '镇里、村里的通知，新的在前。', empty: '现在没有通知。有了会先放在这里。' },
  knowledge: {
    title: '防护知识',
    blurb: '发热怎么办，在家观察怎么过，都写成短句子。',
    empty: '还没有文章。要问什么，可以打卫生院电话。',
  },
  rumors: {
    title: '辟谣',
    blurb: '群里传的话，先看看是不是真的。',
    empty: '现在没有要澄清的。听到拿不准的话，可以打电话问。',
  },
} as const

export type Section = keyof typeof sections

export const verdicts = { false: '不实', misleading: '误导', true: '属实', unverified: '待核实' } as const
export const levels = { urgent: '紧急', important: '重要', ordinary: '' } as const

/** One line of a list. */
export interface Listed {
  href: string
  title: string
  date: Date
  /** Few words that stand beside the title: a verdict, a level, a topic. */
  badge: string
  tone: keyof typeof verdicts | keyof typeof levels | 'topic'
}

/** The entries of a section, newest first. */
export async function listed(section: Section): Promise<Listed[]> {
  const lines = await lists[section]()
  return lines.sort((a, b) => b.date.getTime() - a.date.getTime())
}

const lists: Record<Section, () => Promise<Listed[]>> = {
  notices: async () =>
    (await getCollection('notices')).map(({ id, data }) => ({
      href: `/notices/${id}/`,
      title: data.title,
      date: data.publishedOn,
      badge: levels[data.level],
      tone: data.level,
    })),
  knowledge: async () =>
    (await getCollection('knowledge')).map(({ id, data }) => ({
      href: `/knowledge/${id}/`,
      title: data.title,
      date: data.reviewedOn,
      badge: data.topic,
      tone: 'topic',
    })),
  rumors: async () =>
    (await getCollection('rumors')).map(({ id, data }) => ({
      href: `/rumors/${id}/`,
      title: data.title,
      date: data.checkedOn,
      badge: verdicts[data.verdict],
      tone: data.verdict,
    })),
}
