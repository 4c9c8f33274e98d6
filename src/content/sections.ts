/** The three sections of the site in words; the Worker prints them too, so nothing of the content stands here. */
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
