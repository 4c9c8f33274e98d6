/** The built site and Worker, served on free ports for all the tests that use HTTP or a browser: one server for each worker of the runner. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { newSecrets } from '#cli/secrets.ts'
import { serve } from '#cli/serve.ts'
import built from './built.ts'
import { INVENTED } from './invented-town.ts'
import { newPlace } from './process.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the site is served, without a slash at the end: for the runner's first worker, its second, and so on. */
    urls: string[]
  }
}

export default async function setup(project: TestProject) {
  const forget = await built()
  // The runner's workers begin after this, with what stands in the environment.
  const invented = mkdtempSync(join(tmpdir(), 'shouwang-invented-'))
  process.env[INVENTED] = invented
  const workers = Array.from({ length: Number(project.config.maxWorkers) })
  const served = await Promise.all(workers.map(begin))
  project.provide(
    'urls',
    served.map(({ url }) => url.replace('127.0.0.1', 'localhost')),
  )
  return async () => {
    await Promise.all(served.map(({ end }) => end()))
    rmSync(invented, { recursive: true, force: true })
    forget()
  }
}

async function begin(): Promise<{ url: string; end(): Promise<void> }> {
  const { folder, data } = newPlace()
  const { url, stop } = await serve({ port: 0, host: '127.0.0.1', data, secrets: newSecrets() })
  const end = async () => {
    await stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { url, end }
}
