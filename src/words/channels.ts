/** The texts of a notice that are copied and sent, a row each in the order of the page: what it is called, who writes it, what it is good for. */
import type { Announcement } from '../channels/announcement.ts'
import { slogan } from '../channels/slogan.ts'
import { partsOf, sms } from '../channels/sms.ts'
import { wechat } from '../channels/wechat.ts'

interface ChannelText {
  name: string
  write: (notice: Announcement) => string
  /** Where it goes, or how long it is. */
  use: (text: string) => string
}

export const channelTexts: ChannelText[] = [
  {
    name: '短信',
    write: (notice) => sms(notice).text,
    use: (text) => `${text.length} 个字，${sent(partsOf(text).length)}`,
  },
  { name: '微信', write: wechat, use: () => '发到村里的群' },
  { name: '标语', write: slogan, use: () => '横幅、黑板、电子屏' },
]

function sent(parts: number): string {
  return parts === 1 ? '一条发完' : `分 ${parts} 条发`
}
