/** The project's own source files, for the rules about them. */
import { globSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import manifest from '../../package.json' with { type: 'json' }

const root = join(import.meta.dirname, '../..')

export interface Source {
  /** Path from the project's top, with forward slashes. */
  path: string
  text: string
}

/** The files that match `patterns`, in order. */
export function sources(...patterns: string[]): Source[] {
  const paths = globSync(patterns, { cwd: root, exclude: ['node_modules/**', 'dist/**'] }).sort()
  return paths.map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(root, path), 'utf8') }))
}

/** An import as it stands in a file: what it names, whether only types are taken. */
export interface Import {
  from: string
  /** A path from the project's top, or a package's name. */
  to: string
  types: boolean
}

/** Every static import and re-export of `source`. */
export function importsOf({ path, text }: Source): Import[] {
  const found = text.matchAll(/^\s*(?:import|export)\s+(type\s)?([^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]/gm)
  return [...found].map(([, type, names = '', to = '']) => ({
    from: path,
    to: pathOf(path, to),
    types: Boolean(type) || onlyTypes(names),
  }))
}

// A path is relative, or begins with one of the names of package.json (`#forms/…`); the longest that fits counts.
function pathOf(from: string, to: string): string {
  if (to.startsWith('.')) return posix.join(from, '..', to)
  const names = Object.entries(manifest.imports).map(([name, at]) => [name.slice(0, -1), at.slice(2, -1)] as const)
  const [name, at] = names.find(([name]) => to.startsWith(name)) ?? []
  return name === undefined ? to : at + to.slice(name.length)
}

// `import { type A, type B } from` takes no values either.
function onlyTypes(names: string): boolean {
  const list =
    /^\s*\{([^}]*)\}/
      .exec(names)?.[1]
      ?.split(',')
      .filter((name) => name.trim()) ?? []
  return list.length > 0 && list.every((name) => name.trim().startsWith('type '))
}

/** `text` without comments. */
export function withoutComments(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '$1')
    .replace(/<!--[\s\S]*?-->/g, '')
}

/** Every circle of imports among `files`, types included: the files of each, in order. */
export function circlesIn(files: Source[]): string[][] {
  const known = new Map(files.map((file) => [file.path, importsOf(file).map(({ to }) => to)]))
  const reached = new Map([...known.keys()].map((path) => [path, reachableFrom(path, known)]))
  const circles = [...known.keys()].map((path) =>
    [...(reached.get(path) ?? [])].filter((other) => reached.get(other)?.has(path)).sort(),
  )
  return [...new Map(circles.filter((circle) => circle.length > 0).map((circle) => [circle.join(), circle])).values()]
}

function reachableFrom(path: string, known: Map<string, string[]>): Set<string> {
  const reached = new Set<string>()
  const waiting = [...(known.get(path) ?? [])]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (reached.has(next) || !known.has(next)) continue
    reached.add(next)
    waiting.push(...(known.get(next) ?? []))
  }
  return reached
}
