/** The Worker's secrets on this machine: made once, kept outside the database's folder and outside git. */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { Secrets } from '#platform/vault.ts'
import { stop } from './here.ts'

/** Reads the secrets in `file`, writing new ones first where there is no such file. */
export function secretsIn(file: string): Secrets {
  if (!existsSync(file)) writeFileSync(file, `${JSON.stringify(newSecrets(), null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return stop(
      `${file} is not readable JSON; restore it from your backup, because without it no record can be opened.`,
    )
  }
}

/** New random secrets in the shape that `openVault` asks for. */
export function newSecrets(): Secrets {
  const key = () => randomBytes(32).toString('base64')
  return { SEAL_KEYS: `1:${key()}`, INDEX_KEY: key(), TOKEN_KEY: key() }
}

if (process.argv[1] === import.meta.filename) console.log(JSON.stringify(newSecrets(), null, 2))
