/** What a schema of src/entries has against a value, in Chinese: what was found, and what is expected. */
import type { z } from 'astro/zod'
import { zhCN } from 'zod/locales'
import type { Path } from './mistake.ts'
import { near } from './near.ts'
import { WrittenDate } from './yaml.ts'

/** A mistake at a field. */
export interface FoundField {
  at: Path
  what: string
}

type Raw = z.core.$ZodRawIssue

/** `data` as the schema reads it, or its mistakes; the schema's own words come first, ours where it has none. */
export function underSchema<T extends z.ZodType>(
  schema: T,
  data: unknown,
): { data: z.infer<T> } | { found: FoundField[] } {
  const read = schema.safeParse(data, { error: expected })
  if (read.success) return { data: read.data }
  const wrong = read.error.issues.flatMap((issue): FoundField[] => {
    const path = issue.path as Path
    if (issue.code !== 'unrecognized_keys') return [{ at: path, what: found(at(data, path), issue) }]
    return issue.keys.map((key) => ({ at: [...path, key], what: unknown(key, issue.message.split(' ')) }))
  })
  // A misspelt field is one mistake: it is not missing as well.
  const meant = new Set(
    wrong.flatMap(({ at, what }) => [...at.slice(0, -1), /是不是想写 (\w+)？$/.exec(what)?.[1]].join()),
  )
  return { found: wrong.filter(({ at, what }) => !what.startsWith('没有写') || !meant.has(at.join())) }
}

function found(value: unknown, { code, message, ...issue }: z.core.$ZodIssue): string {
  if (code === 'custom' && typeof value !== 'string') return message
  if (value === undefined) return `没有写，${message}`
  if (value === null) return `是空的，${message}`
  const size = code === 'too_big' || code === 'too_small' ? (issue as { origin?: string }).origin : undefined
  if (size === 'string' && value !== '') return `有 ${String(value).length} 个字，${message}`
  if (Array.isArray(value)) return size === 'array' ? `有 ${value.length} 条，${message}` : `写的是一个列表，${message}`
  if (typeof value === 'object' && !(value instanceof Date)) return `写的是一组字段，${message}`
  const quoted = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && /2026-11-16/.test(message)
  return `写的是「${show(value)}」，${message}${quoted ? '，不加引号' : ''}`
}

function unknown(key: string, known: string[]): string {
  const meant = near(key, known)
  return `没有这个字段，${meant ? `是不是想写 ${meant}？` : `这里可以写 ${known.join('、')}`}`
}

/** A value in few words. */
function show(value: unknown): string {
  const text = value instanceof WrittenDate ? value.text : String(value)
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}

function at(data: unknown, path: Path): unknown {
  return path.reduce((value: unknown, step) => (value as Record<string, unknown> | undefined)?.[step], data)
}

const kinds: Record<string, string> = {
  string: '应当是文字',
  number: '应当是数字',
  int: '应当是整数',
  boolean: '应当是 true 或 false',
  array: '应当是列表，一行一条，前面写 - ',
  object: '应当是一组字段',
  record: '应当是一组字段',
  date: '日子要写成 2026-11-16 这样',
}

const formats: Record<string, string> = {
  url: '网址要以 http:// 或 https:// 开头',
  date: '日子要写成 2026-11-16 这样',
}

const chinese = zhCN().localeError

// For unknown keys the message carries the known ones, which the finished issue no longer does.
function expected(issue: Raw): string | undefined {
  switch (issue.code) {
    case 'unrecognized_keys':
      return Object.keys((issue.inst as z.ZodObject | undefined)?.shape ?? {}).join(' ')
    case 'invalid_type': {
      const plain = typeof issue.input === 'number' || typeof issue.input === 'boolean' || issue.input instanceof Date
      return `${kinds[issue.expected] ?? `应当是 ${issue.expected}`}${issue.expected === 'string' && plain ? '，请加上引号' : ''}`
    }
    case 'invalid_value':
      return `应当是 ${issue.values.map(String).join('、')} 之一`
    case 'too_small':
      if (issue.origin === 'string') return issue.minimum === 1 ? '不能是空的' : `至少 ${issue.minimum} 个字`
      return issue.origin === 'array' ? `至少写 ${issue.minimum} 条` : `不能小于 ${issue.minimum}`
    case 'too_big':
      if (issue.origin === 'string') return `最多 ${issue.maximum} 个字`
      return issue.origin === 'array' ? `最多写 ${issue.maximum} 条` : `不能大于 ${issue.maximum}`
    case 'invalid_key':
      return '名字只能用小写英文字母'
    case 'invalid_format':
      return formats[issue.format] ?? '写法不对'
    default: {
      const said = chinese(issue)
      return typeof said === 'string' ? said : said?.message
    }
  }
}
