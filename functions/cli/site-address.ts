/** Where people find the site: what its papers, QR codes, feeds and invitations say, told once to a whole build. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { isLocal } from '#forms/township-shape.ts'
import { root, stop } from './here.ts'

const file = 'content/township.json'

export interface Wish {
  SITE?: string | undefined
  PORT?: string | undefined
}

/**
 * `SITE` where it is set, otherwise the township's own `url`, which on this machine is at the port that is served. Without
 * a slash at the end; undefined where no port and no variable says more than the file, or where nothing can be read.
 */
export function siteAddress(said: unknown, env: Wish): string | undefined {
  if (env.SITE) return env.SITE.replace(/\/+$/, '')
  const url = said && typeof said === 'object' && 'url' in said ? String(said.url) : ''
  if (!Number(env.PORT) || !URL.canParse(url) || !isLocal(url)) return undefined
  const served = new URL(url)
  served.port = env.PORT ?? ''
  return served.href.replace(/\/+$/, '')
}

/** The same of the township of this project, whose file the build complains of; stops where `SITE` is no address. */
export function addressHere(env: Wish): string | undefined {
  if (env.SITE && !/^https?:$/.test(URL.parse(env.SITE)?.protocol ?? ''))
    stop(`SITE must be an address like https://www.example.gov.cn; it is "${env.SITE}".`)
  try {
    return siteAddress(JSON.parse(readFileSync(join(root, file), 'utf8')), env)
  } catch {
    return undefined
  }
}

/** Whether what is printed leads nowhere: to another port of this machine, or to this machine where others are served. */
export function unreached(address: string, served: string, host: string): boolean {
  return isLocal(address) && (!isLocal(`http://${host}`) || new URL(address).port !== new URL(served).port)
}

/** Gives every page and the Worker of a build this address as the township's own. */
export function addressed(address: string | undefined): Plugin {
  return {
    name: 'address',
    enforce: 'pre',
    transform: (code, id) =>
      address && id.endsWith(file) ? { code: JSON.stringify({ ...JSON.parse(code), url: address }), map: null } : null,
  }
}
