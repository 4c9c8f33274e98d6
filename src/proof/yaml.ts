/** YAML as Astro reads it, but each date remembers how it was written, and lines can be looked up afterwards. */
import { DEFAULT_SCHEMA, load, Type, YAMLException } from 'js-yaml'
import { isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument } from 'yaml'
import type { Path } from './mistake.ts'

/** A day as Astro's reader makes it of `2026-11-16`, with the text itself: what else stands there would be lost silently. */
export class WrittenDate extends Date {
  readonly text: string
  constructor(text: string) {
    const [year = 0, month = 0, day = 0] = text.split(/\D/).map(Number)
    super(Date.UTC(year, month - 1, day))
    this.text = text
  }
}

const timestamp = /^\d{4}-\d{2}-\d{2}$|^\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|[ \t]+)\d{1,2}:\d{2}:\d{2}/

const schema = DEFAULT_SCHEMA.extend({
  implicit: [
    new Type('tag:yaml.org,2002:timestamp', {
      kind: 'scalar',
      resolve: (text: unknown) => typeof text === 'string' && timestamp.test(text),
      construct: (text: string) => new WrittenDate(text),
    }),
  ],
})

/** The value that `text` holds, or where (line from 0) and why it holds none. */
export function readYaml(text: string): { value: unknown } | { line: number; why: string } {
  try {
    return { value: load(text, { schema }) }
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    const line = /quoted scalar|end of the stream/.test(error.reason) ? halfQuoted(text) : -1
    return { line: line >= 0 ? line : (error.mark?.line ?? 0), why: whyNot(error.reason) }
  }
}

/** The line (from 0) at which `path` stands in YAML or JSON; of what is missing, its surroundings', -1 at the top. */
export function lineOf(text: string, path: Path): number {
  const lines = new LineCounter()
  let node: ParsedNode | null = parseDocument(text, { lineCounter: lines, uniqueKeys: false }).contents
  let line = -1
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))
      if (!pair) break
      line = lines.linePos(pair.key.range[0]).line - 1
      node = pair.value
    } else if (isSeq(node)) {
      const item: ParsedNode | undefined = node.items[Number(step)]
      if (!item) break
      line = lines.linePos(item.range[0]).line - 1
      node = item
    } else break
  }
  return line
}

// The reader sees an open quotation mark only at the end of the file.
function halfQuoted(text: string): number {
  return text.split('\n').findIndex((line) => /^[^"']*:\s*(?:"[^"]*|'[^']*)$/.test(line))
}

const reasons: [RegExp, string][] = [
  [/duplicated mapping key/, '同一个字段写了两次'],
  [/tab character/, '缩进要用空格，不能用 Tab 键'],
  [/quoted scalar|end of the stream/, '引号或者括号只写了一半'],
  [/indentation/, '缩进没有对齐，或者文字里有冒号却没有加引号'],
  [/flow|missed comma/, '方括号里的逗号或者括号不对'],
]

function whyNot(reason: string): string {
  return (
    reasons.find(([pattern]) => pattern.test(reason))?.[1] ??
    '这里读不懂，请看冒号后面有没有空格、引号和缩进对不对；文字里有冒号或者 # 时，整句加引号'
  )
}
