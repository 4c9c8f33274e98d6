/** Where this machine keeps what is its own. */
import { join, resolve } from 'node:path'
import { root } from '../here.ts'

/** The folder of the database. */
export const dataFolder = process.env['SHOUWANG_DATA'] ?? join(root, '.data')

/** The file of the Worker's secrets, never in the database's folder. */
export const secretsFile = process.env['SHOUWANG_SECRETS'] ?? join(root, '.secrets.json')

/** The file that holds the public half of the recovery key. */
export const recoveryFile = `${secretsFile}.recovery`

/** The journal of deletions: what a backup does not know. It should not lie on the disk of the database. */
export const deletionsFile = process.env['SHOUWANG_DELETIONS'] ?? `${secretsFile}.deletions`

/** A path as it was typed: npm runs a command in the project's folder, whoever typed it stood elsewhere. */
export function typedPath(path: string): string {
  return resolve(process.env['INIT_CWD'] ?? '.', path)
}
