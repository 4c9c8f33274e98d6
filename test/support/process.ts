/** `npm start` as an outsider has it: a process group of its own, what it says, its end and its sudden death. */
import { spawn } from 'node:child_process'
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '#cli/here.ts'

/** Where a server keeps its things; give the same to the next one and it goes on where the last one ended. */
export interface Place {
  folder: string
  data: string
  secrets: string
  /** For what a killed server could not tidy up. */
  temporary: string
}

export interface Running {
  /** Without a slash at the end. */
  url: string
  /** Everything that it said so far, on both channels. */
  said(): string
  /** Ends it as Ctrl-C does. */
  stop(): Promise<void>
  /** kill -9 to all of its processes at once, workerd included; throws where one survives. */
  kill(): Promise<void>
}

/** Names the variable that holds the folder of a database with every table and no row, see built.ts. */
export const MIGRATED = 'SHOUWANG_MIGRATED'

/** A new place in the temporary folder of this machine. Where somebody has made the tables before, it begins with them: that takes a start a second. */
export function newPlace(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'shouwang-fault-'))
  const temporary = join(folder, 'temporary')
  mkdirSync(temporary)
  const migrated = process.env[MIGRATED]
  if (migrated) cpSync(migrated, join(folder, 'data'), { recursive: true })
  return { folder, data: join(folder, 'data'), secrets: join(folder, 'secrets.json'), temporary }
}

/** Starts the product on a free port, and gives it back once it serves. */
export async function start({ data, secrets, temporary }: Place): Promise<Running> {
  const words = ['--disable-warning=ExperimentalWarning', join(root, 'functions/cli/start.ts')]
  const child = spawn(process.execPath, words, {
    cwd: root,
    detached: true,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: '0',
      HOST: '127.0.0.1',
      SHOUWANG_DATA: data,
      SHOUWANG_SECRETS: secrets,
      TMPDIR: temporary,
      CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    },
  })
  const group = child.pid
  if (!group) throw new Error('the server did not start')
  // A test that is cut off must not leave a server behind.
  const cut = () => signal(group, 'SIGKILL')
  process.once('exit', cut)
  let said = ''
  const serving = new Promise<string>((resolve, reject) => {
    const hear = (part: Buffer) => {
      said += part.toString()
      const port = /http:\/\/localhost:(\d+)\//.exec(said)?.[1]
      if (port && said.includes('Stop with Ctrl-C')) resolve(`http://127.0.0.1:${port}`)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', () => reject(new Error(`the server ended by itself:\n${said}`)))
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const end = async (send: () => void) => {
    send()
    await ended
    await until(
      () => alive(group).length === 0,
      () => `still running: ${alive(group).join(', ')}`,
    )
    process.off('exit', cut)
  }
  return {
    url: await serving,
    said: () => said,
    stop: () => end(() => child.kill('SIGTERM')),
    kill: () => end(() => signal(group, 'SIGKILL')),
  }
}

function signal(group: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-group, name)
  } catch {
    return false
  }
}

// What is dead but not yet buried (state Z) counts as dead; only /proc tells, so elsewhere we ask the kernel for any member.
function alive(group: number): string[] {
  if (!existsSync('/proc/self/stat')) return signal(group, 0) ? ['a process'] : []
  return globSync('/proc/[0-9]*/stat').flatMap((file) => {
    try {
      const [, name = '', state, pgrp] = /\((.*)\) (\S) \d+ (\d+)/s.exec(readFileSync(file, 'utf8')) ?? []
      return Number(pgrp) === group && state !== 'Z' ? [name] : []
    } catch {
      return []
    }
  })
}

async function until(done: () => boolean, otherwise: () => string): Promise<void> {
  for (let tries = 0; !done(); tries++) {
    if (tries === 200) throw new Error(otherwise())
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
