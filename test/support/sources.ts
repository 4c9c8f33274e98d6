/** The project's own source files, for the rules about them. */
import { globSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'

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
    to: to.startsWith('.') ? relative(root, resolve(root, path, '..', to)).replaceAll('\\', '/') : to,
    types: Boolean(type) || onlyTypes(names),
  }))
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
