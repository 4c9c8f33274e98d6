/** A notice as an SMS: what, when and whom to call, in one part where the key line leaves room for it. */
import { township } from '#forms/township.ts'
import type { Announcement } from './announcement.ts'
import { phonesIn } from './phones.ts'

export interface Sms {
  text: string
  /** As the network cuts it: one part of 70 UCS-2 characters, or several of 67 (3GPP TS 23.040, GSM 03.38). */
  parts: string[]
}

const one = 70
const each = 67

/** The SMS of `notice`: the fullest of a few whole-sentence texts that is one part; the key line is never left out. */
export function sms({ title, plain, contact, channels }: Announcement): Sms {
  if (channels.sms) return { text: channels.sms, parts: partsOf(channels.sms) }
  const [key = ''] = plain
  const choices = [[title, ...plain], [title, ...plain.slice(0, 2)], plain, plain.slice(0, 2), [title, key], [key]]
  const texts = choices.map((sentences) => signed(sentences, contact.phone)).sort((a, b) => b.length - a.length)
  const text = texts.find(({ length }) => length <= one) ?? signed([title, key], contact.phone)
  return { text, parts: partsOf(text) }
}

function signed(sentences: string[], phone: string): string {
  const said = sentences.map((text) => (/[。？！]$/.test(text) ? text : `${text}。`)).join('')
  // One phone is enough for 70 characters; an ambulance answers no questions.
  const named = phonesIn(said).some(({ phone }) => phone.includes('-'))
  return `【${township.name}】${said}${named ? '' : `电话${phone}`}`
}

/** `text` in parts; a part ends behind a mark where there is one near, and never within a number. */
export function partsOf(text: string): string[] {
  if (text.length <= one) return [text]
  const parts: string[] = []
  for (let rest = text; rest; rest = rest.slice(parts.at(-1)?.length)) parts.push(rest.slice(0, cutAt(rest)))
  return parts
}

function cutAt(rest: string): number {
  if (rest.length <= each) return rest.length
  const mark = Math.max(...[...'。；！？，\n'].map((sign) => rest.lastIndexOf(sign, each - 1)))
  if (mark >= each / 2) return mark + 1
  const whole = rest.slice(0, each).replace(/[\d.:：-]+$/, '')
  return /[\d.:：-]/.test(rest[each] ?? '') && whole ? whole.length : each
}
