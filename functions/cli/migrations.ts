/** The files that make the database, in their order. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './here.ts'

const folder = join(root, 'functions', 'migrations')

/** A file of them by its name, as a database remembers it, in statements. */
export interface Migration {
  name: string
  statements: string[]
}

/** Each file's name, as a database remembers it, and its SQL. */
export function migrations(): { name: string; sql: string }[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  return names.sort().map((name) => ({ name, sql: readFileSync(join(folder, name), 'utf8') }))
}
