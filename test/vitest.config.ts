/** Which tests run where: the Worker's parts on workerd with a real D1, the built site over HTTP and in a browser, the rules on the sources. */
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import { newSecrets } from '#cli/secrets.ts'

const root = join(import.meta.dirname, '..')
const migrations = await readD1Migrations(join(root, 'functions/migrations'))

export default defineConfig({
  root,
  test: {
    // Three for two cores: each often waits for a server, a browser or a clock. Each has a server and a database of its own.
    maxWorkers: Math.min(4, Math.max(3, availableParallelism() - 1)),
    // Only what hangs is cut off; a machine may be busy.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    projects: [
      {
        extends: true,
        plugins: [
          cloudflareTest({
            miniflare: {
              compatibilityDate: '2026-10-19',
              compatibilityFlags: ['nodejs_compat'],
              d1Databases: ['DB', 'EMPTY'],
              // support/counts.ts reads COUNTS as everywhere, from process.env, which the Worker has of its bindings.
              bindings: {
                ...newSecrets(),
                SEARCH_BUILD: 'test',
                MIGRATIONS: migrations,
                COUNTS: process.env['COUNTS'] ?? '',
              },
            },
          }),
        ],
        test: {
          name: 'functions',
          // A Worker for each file would cost more than what most files ask; support/database.ts makes room between them.
          isolate: false,
          include: ['test/functions/**/*.test.ts'],
          setupFiles: [join(import.meta.dirname, 'support/database.ts')],
        },
      },
      { extends: true, test: { name: 'rules', include: ['test/rules/**/*.test.ts'] } },
      // Both wait until the Workers of `functions` are gone, which would be started anew for each file that comes between.
      {
        extends: true,
        test: {
          name: 'site',
          // Files that follow each other in one worker share its browser and what was read; each has contexts of its own.
          isolate: false,
          sequence: { groupOrder: 1 },
          include: ['test/site/**/*.test.ts', 'test/browser/**/*.test.ts'],
          globalSetup: [join(import.meta.dirname, 'support/site.ts')],
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          sequence: { groupOrder: 1 },
          include: ['test/faults/**/*.test.ts'],
          globalSetup: [join(import.meta.dirname, 'support/built.ts')],
        },
      },
    ],
  },
})
