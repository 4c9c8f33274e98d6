/** Wrangler of this project, for what stands at Cloudflare. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, stop } from './here.ts'

/** Stops where nobody has said which database at Cloudflare is ours. */
export function databaseNamed(): void {
  if (/^database_id = "0{8}-/m.test(readFileSync(join(root, 'wrangler.toml'), 'utf8')))
    stop('Set database_id in wrangler.toml; `npx wrangler d1 create shouwang` makes the database and prints it.')
}

/** Runs it where people see it; stops where it fails. */
export function wrangler(...args: string[]): void {
  if (run(args, 'inherit').status !== 0) stop(`wrangler ${args[0]} failed, see above.`)
}

/** What it says; empty where it fails. */
export function wranglerSays(...args: string[]): string {
  return run(args, 'pipe').stdout
}

function run(args: string[], stdio: 'inherit' | 'pipe') {
  const bin = join(root, 'node_modules/wrangler/bin/wrangler.js')
  return spawnSync(process.execPath, [bin, ...args], { cwd: root, encoding: 'utf8', stdio })
}
