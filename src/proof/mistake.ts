/** A mistake in `content/`, and the one line that says it. */

export interface Mistake {
  /** From the project's top, `content/notices/x.md`. */
  file: string
  /** From 1. */
  line: number
  /** A field as the editor sees it, or 正文, 文件名. */
  field: string
  /** What was found and what is expected. */
  what: string
}

/** Where something stands in the front matter: `['sources', 0, 'url']`. */
export type Path = readonly (string | number)[]

/** A mistake before its line is looked up: at a field, or at a line that is known. */
export type Found = { at: Path; what: string } | { line: number; field: string; what: string }

/** How many lines a person reads before beginning to mend. */
const most = 100

/** `content/notices/x.md 第5行 level：写的是「very」，应当是 urgent、important、ordinary 之一` */
export function sayMistake({ file, line, field, what }: Mistake): string {
  return `${file} 第${line}行 ${field}：${what}`
}

/** All that is wrong, a line each under one headline; the tail of a long list is only counted. */
export function sayMistakes(mistakes: Mistake[]): string {
  const rest = mistakes.length - most
  return [
    `content/ 里有 ${mistakes.length} 处要改，改好再生成网站：`,
    ...mistakes.slice(0, most).map(sayMistake),
    ...(rest > 0 ? [`还有 ${rest} 处没有列出来。`] : []),
  ].join('\n')
}

/** `sources 第1条 url` */
export function sayPath(path: Path): string {
  return path.map((step) => (typeof step === 'number' ? `第${step + 1}条` : step)).join(' ') || '开头'
}
