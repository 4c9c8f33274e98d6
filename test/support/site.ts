/** The built site and Worker, served on free ports for all the tests that use HTTP or a browser: one server for each worker of the runner. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { build } from '#cli/build.ts'
import { newSecrets } from '#cli/secrets.ts'
import { serve } from '#cli/serve.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the site is served, without a slash at the end: for the runner's first worker, its second, and so on. */
    urls: string[]
  }
}

export default async function setup(project: TestProject) {
  build()
  const workers = Array.from({ length: Number(project.config.maxWorkers) })
  const served = await Promise.all(workers.map(begin))
  project.provide(
    'urls',
    served.map(({ url }) => url.replace('127.0.0.1', 'localhost')),
  )
  return () => Promise.all(served.map(({ end }) => end()))
}

async function begin(): Promise<{ url: string; end(): Promise<void> }> {
  const data = mkdtempSync(join(tmpdir(), 'shouwang-'))
  const { url, stop } = await serve({ port: 0, host: '127.0.0.1', data, secrets: newSecrets() })
  const end = async () => {
    await stop()
    rmSync(data, { recursive: true, force: true })
  }
  return { url, end }
}
