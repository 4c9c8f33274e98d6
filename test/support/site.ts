/** The built site and Worker, served on a free port once for all the tests that use HTTP or a browser. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { build } from '#cli/build.ts'
import { newSecrets } from '#cli/secrets.ts'
import { serve } from '#cli/serve.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the site is served, without a slash at the end. */
    url: string
    /** The folder of its database. */
    data: string
  }
}

export default async function setup(project: TestProject) {
  build()
  const data = mkdtempSync(join(tmpdir(), 'shouwang-'))
  const serving = await serve({ port: 0, host: '127.0.0.1', data, secrets: newSecrets() })
  project.provide('url', serving.url.replace('127.0.0.1', 'localhost'))
  project.provide('data', data)
  return async () => {
    await serving.stop()
    rmSync(data, { recursive: true, force: true })
  }
}
