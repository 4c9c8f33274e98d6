/** The JSON files of `content/`, each held to its shape. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { shape as township } from '#forms/township-shape.ts'
import { shape as duties } from '../content/duties-shape.ts'
import { underSchema } from './fields.ts'
import { type Mistake, sayPath } from './mistake.ts'
import { lineOf } from './yaml.ts'

// A file without a shape must at least be readable; what it holds is judged where it is read.
const shapes: Record<string, z.ZodType> = { 'township.json': township, 'duties.json': duties }

/** What each file holds, and what is wrong with it. */
export function readJson(root: string): { read: Map<string, unknown>; mistakes: Mistake[] } {
  const read = new Map<string, unknown>()
  const mistakes: Mistake[] = []
  const there = readdirSync(join(root, 'content')).filter((name) => name.endsWith('.json'))
  for (const name of new Set([...Object.keys(shapes), ...there])) {
    const file = `content/${name}`
    const text = readFileSync(join(root, file), 'utf8')
    try {
      read.set(name, JSON.parse(text))
    } catch (error) {
      mistakes.push(unreadable(file, text, String(error)))
      continue
    }
    const judged = shapes[name] && underSchema(shapes[name], read.get(name))
    for (const { at, what } of judged && 'found' in judged ? judged.found : [])
      mistakes.push({ file, line: Math.max(1, lineOf(text, at) + 1), field: sayPath(at), what })
  }
  return { read, mistakes }
}

// Where it broke is told by the engine; the mark left out stands at the end of what came before.
function unreadable(file: string, text: string, error: string): Mistake {
  const position = Number(/position (\d+)/.exec(error)?.[1] ?? text.length)
  const before = text.slice(0, position).trimEnd()
  const line = before.split('\n').length
  return { file, line, field: '写法', what: '到这里读不下去，请看逗号、引号和括号；最后一项后面不写逗号' }
}
