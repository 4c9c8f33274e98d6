/** One Markdown file of a section: its front matter as data, its body, and on which line each begins. */
import type { Section } from '../content/sections.ts'
import { type Found, type Mistake, sayPath } from './mistake.ts'
import { lineOf, readYaml } from './yaml.ts'

export interface ContentEntry {
  /** From the project's top, `content/notices/x.md`. */
  file: string
  section: Section
  slug: string
  /** The file as it is. */
  text: string
  /** Between the two `---`. */
  front: string
  data: Record<string, unknown>
  body: string
  /** The line of the file, from 1, on which the body begins. */
  bodyLine: number
}

const frame = /^(\uFEFF?---[ \t]*\r?\n)([\s\S]*?\r?\n)?---[ \t]*(?:\r?\n|$)/

/** The entry, or why its front matter cannot be read. */
export function readEntry(section: Section, slug: string, text: string): ContentEntry | Mistake {
  const file = `content/${section}/${slug}.md`
  const [whole = '', , front = ''] = frame.exec(text) ?? []
  if (!whole) return { file, line: 1, field: '开头', what: noFrame(text) }
  const read = readYaml(front)
  const unread = (line: number, what: string) => ({ file, line: line + 2, field: fieldAt(text, line + 2), what })
  const slip = front.split('\n').findIndex((line) => /^[a-zA-Z]+(?:：|:[^\s])/.test(line))
  // The commonest slip of a Chinese keyboard.
  if (slip >= 0) return unread(slip, '冒号要用英文的 : ，后面空一格')
  if ('why' in read) return unread(read.line, read.why)
  if (!isRecord(read.value)) return unread(0, '两行 --- 之间一行写一个字段，写成“字段: 内容”')
  const body = text.slice(whole.length)
  const bodyLine = linesIn(whole) + 1
  return { file, section, slug, text, front, data: read.value, body, bodyLine }
}

/** The mistake with its line and the name of its field. */
export function locate(entry: ContentEntry, found: Found): Mistake {
  const { file } = entry
  if ('line' in found) return { file, ...found }
  return { file, line: lineOf(entry.front, found.at) + 2, field: sayPath(found.at), what: found.what }
}

/** The field to which a line (from 1) of an entry's file belongs; 正文 after the front matter. */
export function fieldAt(text: string, line: number): string {
  const lines = text.split('\n')
  const end = lines.findIndex((each, index) => index > 0 && each.trimEnd() === '---')
  if (end > 0 && line > end) return '正文'
  const names = lines.slice(0, line).map((each) => /^([\w-]+)\s*[:：]/.exec(each)?.[1])
  return names.findLast(Boolean) ?? '开头'
}

/** How many lines end in `text`. */
export function linesIn(text: string): number {
  return text.split('\n').length - 1
}

function noFrame(text: string): string {
  return text.startsWith('---') ? '开头的字段后面少了一行 ---' : '第一行应当是 ---，接着写字段，再用一行 --- 结束'
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
