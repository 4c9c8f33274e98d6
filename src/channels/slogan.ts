/** A notice in one line of at most twenty signs: for a banner, a screen, a blackboard. */
import type { Announcement } from './announcement.ts'

const most = 20

/** The editor's slogan, else the first plain sentence, the title or the clause of either that fits and says most. */
export function slogan({ title, plain, channels }: Pick<Announcement, 'title' | 'plain' | 'channels'>): string {
  const [key = ''] = plain
  const said = [channels.slogan ?? '', key, title].map((text) => text.replace(/。$/, ''))
  const fitting = said.find((text) => text && text.length <= most)
  const parts = [title, key].flatMap((text) => text.split(/[，。；：、]/)).filter(({ length }) => length <= most)
  return fitting ?? parts.sort((a, b) => b.length - a.length)[0] ?? title
}
