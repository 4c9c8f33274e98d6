/** The loudspeaker's script of a notice: short sentences to be read out as they stand, the key line twice, each phone twice. */
import type { Announcement } from './announcement.ts'
import { blocksOf } from './blocks.ts'
import { counted } from './numerals.ts'
import { onlyPhone, type Phone, phonesIn } from './phones.ts'
import { speak } from './speak.ts'

export interface Script {
  /** Each is one breath, and one line in the reading view. */
  lines: string[]
  /** How long one reading takes. */
  seconds: number
}

/** Signs a minute: what a calm announcer reads, and an old ear follows. */
const pace = 220
// A line longer than this is broken at a comma.
const breath = 40

/** The script of `notice`, or the editor's own words said the same way. */
export function broadcast(notice: Announcement): Script {
  const { channels } = notice
  return timed(channels.broadcast ? lined(channels.broadcast) : derived(notice))
}

function derived({ title, issuer, docNo = '', plain, body, place, contact, until }: Announcement): string[] {
  const [key = '', ...rest] = plain
  const heard = (text: string) => (docNo ? text.replaceAll(docNo, '') : text)
  const phones = phonesIn(contact.phone, ...plain, body)
  return [
    `${place}的乡亲们，请听一条通知。`,
    ...lined(`${sentence(title)}这是${issuer}的通知。`),
    ...lined(key),
    ...lined(rest.join('\n')),
    ...lined(heard(spokenBody(body))),
    '再说一遍最要紧的。',
    ...lined(key),
    ...(until ? lined(`这条通知有效到${until.replace(/^\d{4}年/, '')}。`) : []),
    '下面是电话，每个念两遍。',
    ...phones.flatMap(twice),
    '通知念完了，谢谢大家。',
  ]
}

/** Headings count the parts, numbered items the steps; what only says a phone waits for the end. */
function spokenBody(markdown: string): string {
  const blocks = blocksOf(markdown).filter(({ kind, text }) => kind === 'heading' || !onlyPhone(text))
  const full = blocks.filter(
    ({ kind }, index) => kind !== 'heading' || !['heading', undefined].includes(blocks[index + 1]?.kind),
  )
  let part = 0
  const many = full.filter(({ kind }) => kind === 'heading').length > 1
  return full
    .map(({ kind, text, number }) => {
      if (kind === 'heading') return sentence(many ? `第${counted(String(++part))}，${text}` : text)
      return sentence(number === undefined ? text : `第${counted(String(number))}步，${text}`)
    })
    .join('\n')
}

function twice({ name, phone }: Phone): string[] {
  const said = speak(phone)
  return [`${speak(name)}电话，${said}。`, `再念一遍，${said}。`]
}

// Ends a line of a list or a heading as a sentence ends; what leads on to a list pauses.
function sentence(text: string): string {
  return /[。？！]$/.test(text) ? text : `${text.replace(/[，；：、.]$/, '')}。`
}

function lined(text: string): string[] {
  return text
    .split(/(?<=[。！？；])(?![”」）])|\n/)
    .map((piece) => speak(piece).replace(/；$/, '。'))
    .filter((piece) => /[\p{L}\p{N}]/u.test(piece))
    .flatMap(breaths)
}

function breaths(line: string): string[] {
  if (spokenLength(line) <= breath) return [line]
  const lines: string[] = []
  for (const clause of line.split(/(?<=[，：])/)) {
    const last = lines.at(-1)
    if (last !== undefined && spokenLength(last + clause) <= breath) lines[lines.length - 1] = last + clause
    else lines.push(clause)
  }
  return lines
}

function spokenLength(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
}

function timed(lines: string[]): Script {
  return { lines, seconds: Math.ceil((spokenLength(lines.join('')) / pace) * 60) }
}

/** 75 → 1 分 15 秒. */
export function minutes(seconds: number): string {
  const [whole, rest] = [Math.floor(seconds / 60), seconds % 60]
  return [whole && `${whole} 分`, (rest || !whole) && `${rest} 秒`].filter(Boolean).join(' ')
}
