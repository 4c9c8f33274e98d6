/** One of our commands, run to its end as somebody at the machine runs it. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from '#cli/here.ts'
import type { Place } from './process.ts'

export interface Ended {
  status: number | null
  said: string
  complained: string
}

export function command(place: Place, name: string, words: string[] = [], typed = ''): Promise<Ended> {
  const child = spawn(process.execPath, [join(root, `functions/cli/${name}.ts`), ...words], {
    cwd: root,
    env: {
      ...process.env,
      NODE_OPTIONS: '--disable-warning=ExperimentalWarning',
      SHOUWANG_DATA: place.data,
      SHOUWANG_SECRETS: place.secrets,
      INIT_CWD: place.folder,
      CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    },
  })
  child.stdin.end(typed)
  let [said, complained] = ['', '']
  child.stdout.on('data', (text) => (said += text))
  child.stderr.on('data', (text) => (complained += text))
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, said, complained })))
}
