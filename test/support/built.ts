/** Builds once before tests that start servers side by side, and has a database ready for each to begin with. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from '#cli/build.ts'
import { newSecrets } from '#cli/secrets.ts'
import { serve } from '#cli/serve.ts'
import { MIGRATED } from './process.ts'

export default async function setup() {
  build()
  const data = mkdtempSync(join(tmpdir(), 'shouwang-migrated-'))
  const { stop } = await serve({ port: 0, host: '127.0.0.1', data, secrets: newSecrets() })
  await stop()
  // The runner's workers begin after this, with what stands in the environment.
  process.env[MIGRATED] = data
  return () => rmSync(data, { recursive: true, force: true })
}
